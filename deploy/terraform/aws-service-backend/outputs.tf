output "load_balancer_dns_name" {
  description = "Address of the load balancer; the certificate is for a name that points to it."
  value       = aws_lb.main.dns_name
}

output "service_name" {
  description = "Name of the ECS service."
  value       = aws_ecs_service.main.name
}

output "task_role_arn" {
  description = "Role as which the service runs."
  value       = aws_iam_role.task.arn
}

output "secret_arns" {
  description = "Secrets that were made of contract_store_dsn and backend_token."
  value       = local.made_arns
}

output "efs_id" {
  description = "The file system of the contracts; null when they are in a database."
  value       = one(aws_efs_file_system.contracts[*].id)
}
