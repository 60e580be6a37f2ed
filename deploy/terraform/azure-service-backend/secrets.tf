# The container gets the DSN and the token as secrets of the app. Neither is a plain variable of the container.

locals {
  given_dsn      = nonsensitive(trimspace(var.contract_store_dsn) != "")
  given_token    = nonsensitive(trimspace(var.backend_token) != "")
  given_password = nonsensitive(var.container_registry_password != "")

  # name of the secret, and where it is kept; what has no place is made of a variable
  vault_secrets = merge(
    var.contract_store_dsn_key_vault_secret_id == "" ? {} : { contract-store-dsn = var.contract_store_dsn_key_vault_secret_id },
    var.backend_token_key_vault_secret_id == "" ? {} : { backend-token = var.backend_token_key_vault_secret_id },
  )
  plain_secret_names = toset(compact([
    local.given_dsn && var.contract_store_dsn_key_vault_secret_id == "" ? "contract-store-dsn" : "",
    local.given_token && var.backend_token_key_vault_secret_id == "" ? "backend-token" : "",
    local.given_password ? "registry-password" : "",
  ]))
  plain_secrets = {
    contract-store-dsn = trimspace(var.contract_store_dsn)
    backend-token      = trimspace(var.backend_token)
    registry-password  = var.container_registry_password
  }

  has_dsn   = local.given_dsn || var.contract_store_dsn_key_vault_secret_id != ""
  has_token = local.given_token || var.backend_token_key_vault_secret_id != ""

  # variable of the container, and name of the secret
  secret_variables = merge(
    local.has_dsn ? { DC43_CONTRACT_STORE_DSN = "contract-store-dsn" } : {},
    local.has_token ? { DC43_BACKEND_TOKEN = "backend-token" } : {},
  )
}

check "callers_are_authenticated" {
  assert {
    condition     = local.has_token
    error_message = "There is neither backend_token nor backend_token_key_vault_secret_id: whoever reaches the app may read and write all contracts."
  }
}
