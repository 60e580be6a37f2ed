output "container_app_fqdn" {
  description = "Name under which the app answers, whichever revision is in use."
  value       = azurerm_container_app.main.ingress[0].fqdn
}

output "identity_name" {
  description = "Name of the managed identity, which is the name of its user in the database."
  value       = azurerm_user_assigned_identity.main.name
}

output "identity_client_id" {
  description = "Client ID of the managed identity."
  value       = azurerm_user_assigned_identity.main.client_id
}

output "storage_account_name" {
  description = "Storage account of the share; null when contracts are in a database."
  value       = one(azurerm_storage_account.contracts[*].name)
}
