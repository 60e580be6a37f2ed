# What dc43's module does not have. All of it may be left out.

variable "backend_token_secret_arn" {
  description = "ARN of the secret (Secrets Manager) or parameter (SSM) that holds the bearer token."
  type        = string
  default     = ""
}

variable "secrets_kms_key_arn" {
  description = "Key of your own that encrypts the secrets; empty for the one of AWS."
  type        = string
  default     = ""
}

variable "database_user_arns" {
  description = "Database users the tasks may sign in as without a password, such as arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABC/dc43. The DSN then holds the user and no password."
  type        = list(string)
  default     = []
}

variable "database_security_group_id" {
  description = "Security group of the database, which then lets the tasks in; empty when that is arranged elsewhere."
  type        = string
  default     = ""
}

variable "database_port" {
  description = "Port of the database: 5432 for PostgreSQL, 3306 for MySQL, 1433 for SQL Server."
  type        = number
  default     = 5432
}

variable "max_count" {
  description = "The most tasks there are under load. Each opens up to contract_store_pool_size connections, twice as many during a deployment."
  type        = number
  default     = 10
}

variable "scale_at_cpu_percent" {
  description = "Average CPU load above which there is another task."
  type        = number
  default     = 60
}

variable "contract_store_pool_size" {
  description = "Most connections to the database per task."
  type        = number
  default     = 10
}

variable "extra_environment" {
  description = "Other variables of the service, such as DC43_POLICY_OVERWRITE. Nothing secret: anyone who may look at the task definition can read them."
  type        = map(string)
  default     = {}

  validation {
    condition     = !anytrue([for name in keys(var.extra_environment) : can(regex("TOKEN|DSN|PASSWORD|SECRET", name))])
    error_message = "Tokens, DSNs and passwords do not belong in extra_environment; use the variables for secrets."
  }
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}
