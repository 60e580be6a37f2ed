# Two roles: ECS itself starts the task with the first; the service runs with the second, which may do next to nothing.

locals {
  image = regex("^(?P<account>[0-9]+)\\.dkr\\.ecr\\.(?P<region>[a-z0-9-]+)\\.[^/]+/(?P<repository>[^:@]+)", var.ecr_image_uri)
  repository_arn = join(":", [
    "arn", data.aws_partition.current.partition, "ecr", local.image.region, local.image.account,
    "repository/${local.image.repository}",
  ])
}

data "aws_iam_policy_document" "assumed_by_tasks" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    # only tasks of this account, should ECS ever be asked to act for another
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "task_execution" {
  name               = "${var.cluster_name}-task-execution"
  assume_role_policy = data.aws_iam_policy_document.assumed_by_tasks.json
  tags               = var.tags
}

data "aws_iam_policy_document" "task_execution" {
  statement {
    sid       = "SignInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"] # AWS knows no narrower one for it
  }

  statement {
    sid       = "PullImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = [local.repository_arn]
  }

  statement {
    sid       = "WriteLogs"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.main.arn}:*"]
  }

  dynamic "statement" {
    for_each = length(local.manager_arns) > 0 ? [1] : []
    content {
      sid       = "ReadSecrets"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = local.manager_arns
    }
  }

  dynamic "statement" {
    for_each = length(local.parameter_arns) > 0 ? [1] : []
    content {
      sid       = "ReadParameters"
      actions   = ["ssm:GetParameters"]
      resources = local.parameter_arns
    }
  }

  dynamic "statement" {
    for_each = var.secrets_kms_key_arn == "" ? [] : [1]
    content {
      sid       = "DecryptSecrets"
      actions   = ["kms:Decrypt"]
      resources = [var.secrets_kms_key_arn]
    }
  }
}

resource "aws_iam_role_policy" "task_execution" {
  name   = "${var.cluster_name}-task-execution"
  role   = aws_iam_role.task_execution.id
  policy = data.aws_iam_policy_document.task_execution.json
}

resource "aws_iam_role" "task" {
  name               = "${var.cluster_name}-task"
  assume_role_policy = data.aws_iam_policy_document.assumed_by_tasks.json
  tags               = var.tags
}

data "aws_iam_policy_document" "database" {
  count = length(var.database_user_arns) > 0 ? 1 : 0

  statement {
    sid       = "SignInToDatabase"
    actions   = ["rds-db:connect"]
    resources = var.database_user_arns
  }
}

resource "aws_iam_role_policy" "database" {
  count = length(var.database_user_arns) > 0 ? 1 : 0

  name   = "${var.cluster_name}-database"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.database[0].json
}
