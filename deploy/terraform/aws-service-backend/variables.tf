# Names and types are those of dc43's module, so that its tfvars go on working.

variable "aws_region" {
  description = "Region of everything here."
  type        = string
}

variable "cluster_name" {
  description = "Name of the ECS cluster that is made. The names of all other resources begin with it."
  type        = string
}

variable "ecr_image_uri" {
  description = "The image in ECR, with tag or digest: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/dc43-registry:0.1.0"
  type        = string
}

# The store

variable "contract_store_mode" {
  description = "Where contracts are kept: sql, or filesystem, which is EFS."
  type        = string
  default     = "sql"

  validation {
    condition     = contains(["sql", "filesystem"], lower(var.contract_store_mode))
    error_message = "Set contract_store_mode to \"sql\" or \"filesystem\"."
  }
}

variable "contract_store_dsn" {
  description = "DSN of the database. A secret is made of it, but it is also in the state: prefer contract_store_dsn_secret_arn."
  type        = string
  default     = ""
  sensitive   = true
}

variable "contract_store_dsn_secret_arn" {
  description = "ARN of the secret (Secrets Manager) or parameter (SSM) that holds the DSN."
  type        = string
  default     = ""
}

variable "contract_store_table" {
  description = "Name of the table of contract versions."
  type        = string
  default     = "contracts"
}

variable "contract_store_schema" {
  description = "Schema of the tables; empty for the one of the connection."
  type        = string
  default     = ""
}

variable "contract_filesystem" {
  description = "Creation token of the file system, a name of your choice that stays as it is. For contract_store_mode filesystem."
  type        = string
  default     = ""
}

variable "contract_storage_path" {
  description = "Where the container has the file system."
  type        = string
  default     = "/contracts"
}

# Who may use it

variable "backend_token" {
  description = "Bearer token that callers send. A secret is made of it, but it is also in the state: prefer backend_token_secret_arn."
  type        = string
  default     = ""
  sensitive   = true
}

# Network

variable "vpc_id" {
  description = "The VPC."
  type        = string
}

variable "private_subnet_ids" {
  description = "Subnets of the tasks, in at least two zones. They need a way to ECR, CloudWatch Logs and the secrets: a NAT gateway or VPC endpoints."
  type        = list(string)
}

variable "load_balancer_subnet_ids" {
  description = "Subnets of the load balancer, in at least two zones."
  type        = list(string)
}

variable "service_security_group_id" {
  description = "Security group of the tasks. It has to let the load balancer in on container_port."
  type        = string
}

variable "load_balancer_security_group_id" {
  description = "Security group of the load balancer. It has to let callers in on ports 443 and 80."
  type        = string
}

variable "certificate_arn" {
  description = "Certificate (ACM) of the load balancer."
  type        = string
}

# Size

variable "task_cpu" {
  description = "CPU units of a task."
  type        = string
  default     = "512"
}

variable "task_memory" {
  description = "MiB of memory of a task."
  type        = string
  default     = "1024"
}

variable "container_port" {
  description = "Port on which the container listens."
  type        = number
  default     = 8001
}

variable "desired_count" {
  description = "Tasks at the beginning, and the fewest there ever are."
  type        = number
  default     = 2
}

# Health and logs

variable "health_check_path" {
  description = "What the load balancer asks for. It is answered while the database is away, so that no task is replaced because of that."
  type        = string
  default     = "/health"
}

variable "health_check_interval" {
  description = "Seconds between two checks of the load balancer."
  type        = number
  default     = 30
}

variable "health_check_timeout" {
  description = "Seconds the load balancer waits for an answer."
  type        = number
  default     = 5
}

variable "health_check_healthy_threshold" {
  description = "Good answers in a row after which a task gets requests."
  type        = number
  default     = 2
}

variable "health_check_unhealthy_threshold" {
  description = "Bad answers in a row after which it gets none."
  type        = number
  default     = 2
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
  default     = 30
}
