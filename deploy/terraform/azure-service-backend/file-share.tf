# With contract_store_mode = "filesystem": contracts in Azure Files, which all replicas mount. The names are those of dc43's
# module, so that its share is kept when this module takes its place.

locals {
  keeps_files = lower(var.contract_store_mode) == "filesystem"
}

resource "random_string" "storage_suffix" {
  count = local.keeps_files ? 1 : 0

  length  = 6
  upper   = false
  special = false
}

resource "azurerm_storage_account" "contracts" {
  count = local.keeps_files ? 1 : 0

  name                     = lower(substr(replace("${var.resource_group_name}${random_string.storage_suffix[0].result}", "-", ""), 0, 24))
  location                 = azurerm_resource_group.main.location
  resource_group_name      = azurerm_resource_group.main.name
  account_kind             = "StorageV2"
  account_tier             = "Standard"
  account_replication_type = "LRS"
  min_tls_version          = "TLS1_2"
  tags                     = var.tags

  lifecycle {
    # the contracts are in it
    prevent_destroy = true
  }
}

resource "azurerm_storage_share" "contracts" {
  count = local.keeps_files ? 1 : 0

  name                 = var.contract_share_name
  storage_account_name = azurerm_storage_account.contracts[0].name
  quota                = var.contract_share_quota_gb

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_container_app_environment_storage" "contracts" {
  count = local.keeps_files ? 1 : 0

  name                         = "contracts"
  container_app_environment_id = azurerm_container_app_environment.main.id
  account_name                 = azurerm_storage_account.contracts[0].name
  share_name                   = azurerm_storage_share.contracts[0].name
  access_key                   = azurerm_storage_account.contracts[0].primary_access_key
  access_mode                  = "ReadWrite"
}
