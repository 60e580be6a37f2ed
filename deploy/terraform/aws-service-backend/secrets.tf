# The container gets the DSN and the token from Secrets Manager or SSM when it starts. Neither is in the task definition.

locals {
  makes_dsn_secret   = var.contract_store_dsn_secret_arn == "" && nonsensitive(trimspace(var.contract_store_dsn) != "")
  makes_token_secret = var.backend_token_secret_arn == "" && nonsensitive(trimspace(var.backend_token) != "")

  dsn_secret_arn   = local.makes_dsn_secret ? aws_secretsmanager_secret.dsn[0].arn : var.contract_store_dsn_secret_arn
  token_secret_arn = local.makes_token_secret ? aws_secretsmanager_secret.token[0].arn : var.backend_token_secret_arn

  secret_variables = concat(
    local.has_dsn ? [{ name = "DC43_CONTRACT_STORE_DSN", valueFrom = local.dsn_secret_arn }] : [],
    local.has_token ? [{ name = "DC43_BACKEND_TOKEN", valueFrom = local.token_secret_arn }] : [],
  )
  has_dsn   = local.makes_dsn_secret || var.contract_store_dsn_secret_arn != ""
  has_token = local.makes_token_secret || var.backend_token_secret_arn != ""

  given_arns = compact([var.contract_store_dsn_secret_arn, var.backend_token_secret_arn])
  made_arns = concat(
    aws_secretsmanager_secret.dsn[*].arn,
    aws_secretsmanager_secret.token[*].arn,
  )
  # the ARN of a member of a secret, ...:secret:name-AbCdEf:member::, is not one that a policy knows
  manager_arns = concat(
    local.made_arns,
    [for arn in local.given_arns : join(":", slice(split(":", arn), 0, 7)) if can(regex(":secretsmanager:", arn))],
  )
  parameter_arns = [for arn in local.given_arns : arn if can(regex(":ssm:", arn))]
}

resource "aws_secretsmanager_secret" "dsn" {
  count = local.makes_dsn_secret ? 1 : 0

  name_prefix = "${var.cluster_name}-contract-store-dsn-"
  description = "DSN of the contract registry's database"
  kms_key_id  = var.secrets_kms_key_arn == "" ? null : var.secrets_kms_key_arn
  tags        = var.tags
}

resource "aws_secretsmanager_secret_version" "dsn" {
  count = local.makes_dsn_secret ? 1 : 0

  secret_id     = aws_secretsmanager_secret.dsn[0].id
  secret_string = trimspace(var.contract_store_dsn)
}

resource "aws_secretsmanager_secret" "token" {
  count = local.makes_token_secret ? 1 : 0

  name_prefix = "${var.cluster_name}-backend-token-"
  description = "Bearer token of the contract registry"
  kms_key_id  = var.secrets_kms_key_arn == "" ? null : var.secrets_kms_key_arn
  tags        = var.tags
}

resource "aws_secretsmanager_secret_version" "token" {
  count = local.makes_token_secret ? 1 : 0

  secret_id     = aws_secretsmanager_secret.token[0].id
  secret_string = trimspace(var.backend_token)
}

check "callers_are_authenticated" {
  assert {
    condition     = local.has_token
    error_message = "There is neither backend_token nor backend_token_secret_arn: whoever reaches the load balancer may read and write all contracts."
  }
}
