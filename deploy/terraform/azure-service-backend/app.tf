locals {
  environment = merge(
    {
      DC43_CONTRACT_STORE_TYPE = local.keeps_files ? "filesystem" : "sql"
      DC43_SERVER_HOST         = "0.0.0.0"
      DC43_SERVER_PORT         = tostring(var.ingress_port)
      DC43_SERVER_DRAIN_DELAY  = "5"
    },
    local.keeps_files ? { DC43_CONTRACT_STORE = var.contract_storage } : {
      DC43_CONTRACT_STORE_TABLE               = var.contract_store_table
      DC43_CONTRACT_STORE_POOL_SIZE           = tostring(var.contract_store_pool_size)
      # a replica that starts while the database is away waits for it, instead of ending and being started ever more slowly
      DC43_CONTRACT_STORE_START_TIMEOUT = "600"
    },
    length(var.trusted_proxies) == 0 ? {} : { DC43_SERVER_TRUSTED_PROXIES = join(",", var.trusted_proxies) },
    local.keeps_files || trimspace(var.contract_store_schema) == "" ? {} : { DC43_CONTRACT_STORE_SCHEMA = trimspace(var.contract_store_schema) },
    var.database_identity && !local.keeps_files ? { DC43_CONTRACT_STORE_IDENTITY = "azure client_id=${azurerm_user_assigned_identity.main.client_id}" } : {},
    var.extra_environment,
  )
}

resource "azurerm_container_app" "main" {
  name                         = var.container_app_name
  resource_group_name          = azurerm_resource_group.main.name
  container_app_environment_id = azurerm_container_app_environment.main.id
  revision_mode                = "Single"
  tags                         = var.tags

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.main.id]
  }

  registry {
    server               = var.container_registry
    identity             = var.container_registry_username == "" ? azurerm_user_assigned_identity.main.id : null
    username             = var.container_registry_username == "" ? null : var.container_registry_username
    password_secret_name = var.container_registry_username == "" ? null : "registry-password"
  }

  dynamic "secret" {
    for_each = local.plain_secret_names
    content {
      name  = secret.value
      value = local.plain_secrets[secret.value]
    }
  }

  dynamic "secret" {
    for_each = local.vault_secrets
    content {
      name                = secret.key
      key_vault_secret_id = secret.value
      identity            = azurerm_user_assigned_identity.main.id
    }
  }

  ingress {
    external_enabled           = var.external_ingress
    target_port                = var.ingress_port
    transport                  = "auto"
    allow_insecure_connections = false

    traffic_weight {
      latest_revision = true
      percentage      = 100
    }
  }

  template {
    min_replicas = var.min_replicas
    max_replicas = max(var.min_replicas, var.max_replicas)
    # longer than the 20 seconds which the service gives to its requests
    termination_grace_period_seconds = 30

    http_scale_rule {
      name                = "requests"
      concurrent_requests = tostring(var.scale_at_concurrent_requests)
    }

    dynamic "volume" {
      for_each = azurerm_container_app_environment_storage.contracts
      content {
        name         = "contracts"
        storage_type = "AzureFile"
        storage_name = volume.value.name
        # files of the service's user; what other replicas have written is seen within a second
        mount_options = "uid=1000,gid=0,dir_mode=0770,file_mode=0660,actimeo=1,mfsymlinks,nobrl"
      }
    }

    container {
      name   = "dc43-service-backends"
      image  = "${var.container_registry}/${var.image_tag}"
      cpu    = var.container_cpu
      memory = var.container_memory

      dynamic "volume_mounts" {
        for_each = azurerm_container_app_environment_storage.contracts
        content {
          name = "contracts"
          path = var.contract_storage
        }
      }

      dynamic "env" {
        for_each = local.environment
        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = local.secret_variables
        content {
          name        = env.key
          secret_name = env.value
        }
      }

      # answered while the database is away, so that no replica is started again because of that
      liveness_probe {
        transport               = "HTTP"
        port                    = var.ingress_port
        path                    = "/health"
        interval_seconds        = 10
        timeout                 = 5
        failure_count_threshold = 3
      }

      # without its database a replica gets no requests; a new one gets them when its tables are migrated
      readiness_probe {
        transport               = "HTTP"
        port                    = var.ingress_port
        path                    = "/health/ready"
        interval_seconds        = 5
        timeout                 = 5
        failure_count_threshold = 3
        success_count_threshold = 1
      }

      startup_probe {
        transport               = "HTTP"
        port                    = var.ingress_port
        path                    = "/health"
        interval_seconds        = 3
        timeout                 = 3
        failure_count_threshold = 10
      }
    }
  }

  lifecycle {
    precondition {
      condition     = local.keeps_files != local.has_dsn
      error_message = "Set contract_store_dsn or contract_store_dsn_key_vault_secret_id, which name the database of the contracts; or contract_store_mode = \"filesystem\" and none of the two."
    }

    precondition {
      condition     = var.container_registry_username == "" || local.given_password
      error_message = "Set container_registry_password as well, or neither it nor container_registry_username."
    }
  }

  depends_on = [
    azurerm_role_assignment.pull_image,
    azurerm_role_assignment.read_secrets,
  ]
}
