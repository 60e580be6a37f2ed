# What dc43's module does not have. All of it may be left out.

variable "container_registry_id" {
  description = "Resource ID of the registry of images. The managed identity then gets the role AcrPull on it; empty when it has the role already."
  type        = string
  default     = ""
}

variable "contract_store_dsn_key_vault_secret_id" {
  description = "ID of the Key Vault secret that holds the DSN: https://example.vault.azure.net/secrets/contract-store-dsn"
  type        = string
  default     = ""
}

variable "backend_token_key_vault_secret_id" {
  description = "ID of the Key Vault secret that holds the bearer token."
  type        = string
  default     = ""
}

variable "key_vault_id" {
  description = "Resource ID of the vault of these secrets. The managed identity then gets the role Key Vault Secrets User on it; empty when it has the role already."
  type        = string
  default     = ""
}

variable "database_identity" {
  description = "Sign in to the database as the managed identity. The DSN then holds the user, which is the name of the identity, and no password."
  type        = bool
  default     = false
}

variable "infrastructure_subnet_id" {
  description = "Subnet of the environment, from where private endpoints of databases can be reached; empty for none."
  type        = string
  default     = ""
}

variable "external_ingress" {
  description = "Whether the app can be reached from outside of the environment."
  type        = bool
  default     = true
}

variable "trusted_proxies" {
  description = "Where the ingress asks from, so that the service sees the addresses of callers and not of the ingress. With infrastructure_subnet_id, add the range of that subnet."
  type        = list(string)
  default     = ["100.64.0.0/10"]
}

variable "scale_at_concurrent_requests" {
  description = "Requests at a time per replica above which there is another one."
  type        = number
  default     = 100
}

variable "contract_store_pool_size" {
  description = "Most connections to the database per replica."
  type        = number
  default     = 10
}

variable "log_retention_days" {
  description = "Days for which logs are kept."
  type        = number
  default     = 30
}

variable "extra_environment" {
  description = "Other variables of the service, such as DC43_POLICY_OVERWRITE. Nothing secret: anyone who may look at the app can read them."
  type        = map(string)
  default     = {}

  validation {
    condition     = !anytrue([for name in keys(var.extra_environment) : can(regex("TOKEN|DSN|PASSWORD|SECRET", name))])
    error_message = "Tokens, DSNs and passwords do not belong in extra_environment; use the variables for secrets."
  }
}
