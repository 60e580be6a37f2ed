locals {
  container_name = "dc43-service-backends"

  environment = merge(
    {
      DC43_CONTRACT_STORE_TYPE    = local.keeps_files ? "filesystem" : "sql"
      DC43_SERVER_HOST            = "0.0.0.0"
      DC43_SERVER_PORT            = tostring(var.container_port)
      DC43_SERVER_DRAIN_DELAY     = "5"
      DC43_SERVER_TRUSTED_PROXIES = join(",", [for subnet in data.aws_subnet.load_balancer : subnet.cidr_block])
    },
    local.keeps_files ? { DC43_CONTRACT_STORE = var.contract_storage_path } : {
      DC43_CONTRACT_STORE_TABLE               = var.contract_store_table
      DC43_CONTRACT_STORE_POOL_SIZE           = tostring(var.contract_store_pool_size)
      # a task that starts while the database is away waits for it, instead of ending and being started ever more slowly
      DC43_CONTRACT_STORE_START_TIMEOUT = "600"
    },
    local.keeps_files || trimspace(var.contract_store_schema) == "" ? {} : { DC43_CONTRACT_STORE_SCHEMA = trimspace(var.contract_store_schema) },
    local.keeps_files || length(var.database_user_arns) == 0 ? {} : { DC43_CONTRACT_STORE_IDENTITY = "aws region=${var.aws_region}" },
    var.extra_environment,
  )

  is_ready = "fetch('http://127.0.0.1:${var.container_port}/health/ready').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"
}

resource "aws_ecs_cluster" "main" {
  name = var.cluster_name
  tags = var.tags

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_cloudwatch_log_group" "main" {
  name              = "/ecs/${var.cluster_name}-service"
  retention_in_days = var.log_retention_days
  tags              = var.tags
}

resource "aws_ecs_task_definition" "main" {
  family                   = "${var.cluster_name}-service"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  execution_role_arn       = aws_iam_role.task_execution.arn
  task_role_arn            = aws_iam_role.task.arn
  tags                     = var.tags

  dynamic "volume" {
    for_each = aws_efs_access_point.contracts
    content {
      name = "contracts"

      efs_volume_configuration {
        file_system_id     = volume.value.file_system_id
        transit_encryption = "ENABLED"

        authorization_config {
          access_point_id = volume.value.id
          iam             = "ENABLED"
        }
      }
    }
  }

  container_definitions = jsonencode([
    {
      name      = local.container_name
      image     = var.ecr_image_uri
      essential = true
      user      = "1000"
      # beside contracts in files, a task keeps an index of them in /tmp, which is made again from them
      readonlyRootFilesystem = !local.keeps_files
      linuxParameters        = { capabilities = { drop = ["ALL"] } }
      mountPoints            = local.keeps_files ? [{ sourceVolume = "contracts", containerPath = var.contract_storage_path }] : []
      # longer than the 20 seconds which the service gives to its requests
      stopTimeout = 30

      portMappings = [{ containerPort = var.container_port, protocol = "tcp" }]
      environment  = [for name, value in local.environment : { name = name, value = value }]
      secrets      = local.secret_variables

      # a deployment goes on when a new task reaches its database and has migrated it; a running one may be without it
      # for five minutes before it is replaced
      healthCheck = {
        command     = ["CMD", "node", "-e", local.is_ready]
        interval    = 30
        timeout     = 5
        retries     = 10
        startPeriod = 300
      }

      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.main.name
          awslogs-region        = var.aws_region
          awslogs-stream-prefix = "dc43"
        }
      }
    }
  ])

  lifecycle {
    precondition {
      condition     = local.keeps_files != local.has_dsn
      error_message = "Set contract_store_dsn_secret_arn or contract_store_dsn, which name the database of the contracts; or contract_store_mode = \"filesystem\" and none of the two."
    }
  }

  # ECS reads the secrets when it starts a task, and may not before
  depends_on = [
    aws_iam_role_policy.task_execution,
    aws_secretsmanager_secret_version.dsn,
    aws_secretsmanager_secret_version.token,
    aws_efs_mount_target.contracts,
    aws_iam_role_policy.file_system,
  ]
}

resource "aws_ecs_service" "main" {
  name            = "${var.cluster_name}-service"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.main.arn
  desired_count   = var.desired_count
  launch_type     = "FARGATE"
  propagate_tags  = "SERVICE"
  tags            = var.tags

  # new tasks first: there are never fewer than wanted
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60

  # a release that does not become ready is taken back
  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = var.private_subnet_ids
    security_groups  = [var.service_security_group_id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.main.arn
    container_name   = local.container_name
    container_port   = var.container_port
  }

  lifecycle {
    # it is the autoscaling's
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener.https]
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  count = var.database_security_group_id == "" ? 0 : 1

  security_group_id            = var.database_security_group_id
  referenced_security_group_id = var.service_security_group_id
  from_port                    = var.database_port
  to_port                      = var.database_port
  ip_protocol                  = "tcp"
  description                  = "Contract registry ${var.cluster_name}"
  tags                         = var.tags
}
