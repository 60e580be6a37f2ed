# Names and types are those of dc43's module, so that its tfvars go on working.

variable "subscription_id" {
  description = "Subscription of everything here."
  type        = string
}

variable "resource_group_name" {
  description = "Name of the resource group that is made."
  type        = string
}

variable "location" {
  description = "Region of everything here."
  type        = string
}

variable "tags" {
  description = "Tags of all resources."
  type        = map(string)
  default     = {}
}

# The image

variable "container_registry" {
  description = "Login server of the registry of images, such as example.azurecr.io"
  type        = string
}

variable "container_registry_username" {
  description = "User that pulls the image; empty to pull it with the managed identity, which needs no password."
  type        = string
  default     = ""
}

variable "container_registry_password" {
  description = "Password of that user."
  type        = string
  default     = ""
  sensitive   = true
}

variable "image_tag" {
  description = "Repository and tag of the image: dc43-registry:0.1.0"
  type        = string
}

# The store

variable "contract_store_mode" {
  description = "Where contracts are kept: sql, or filesystem, which is Azure Files."
  type        = string
  default     = "sql"

  validation {
    condition     = contains(["sql", "filesystem"], lower(var.contract_store_mode))
    error_message = "Set contract_store_mode to \"sql\" or \"filesystem\"."
  }
}

variable "contract_store_dsn" {
  description = "DSN of the database. A secret is made of it, but it is also in the state: prefer contract_store_dsn_key_vault_secret_id, or a DSN without a password (database_identity)."
  type        = string
  default     = ""
  sensitive   = true
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

variable "contract_storage" {
  description = "Where the container has the share. For contract_store_mode filesystem."
  type        = string
  default     = "/contracts"
}

variable "contract_share_name" {
  description = "Name of the share in Azure Files that is made."
  type        = string
  default     = "contracts"
}

variable "contract_share_quota_gb" {
  description = "How large the share may become, in GiB."
  type        = number
  default     = 100
}

# Who may use it

variable "backend_token" {
  description = "Bearer token that callers send. A secret is made of it, but it is also in the state: prefer backend_token_key_vault_secret_id."
  type        = string
  default     = ""
  sensitive   = true
}

# The app

variable "container_app_environment_name" {
  description = "Name of the environment of container apps that is made."
  type        = string
  default     = "dc43-env"
}

variable "container_app_name" {
  description = "Name of the container app."
  type        = string
  default     = "dc43-service-backends"
}

variable "ingress_port" {
  description = "Port on which the container listens."
  type        = number
  default     = 8001
}

variable "min_replicas" {
  description = "The fewest replicas. One is not enough to survive the loss of a machine."
  type        = number
  default     = 2
}

variable "max_replicas" {
  description = "The most replicas. Each opens up to contract_store_pool_size connections, twice as many during a deployment."
  type        = number
  default     = 10
}

variable "container_cpu" {
  description = "CPUs of a replica."
  type        = string
  default     = "0.5"
}

variable "container_memory" {
  description = "Memory of a replica; 2 Gi for each CPU."
  type        = string
  default     = "1.0Gi"
}
