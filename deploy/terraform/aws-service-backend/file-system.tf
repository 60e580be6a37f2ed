# With contract_store_mode = "filesystem": contracts in EFS, which all tasks mount. The names are those of dc43's module, so
# that its file system is kept when this module takes its place.

locals {
  keeps_files = lower(var.contract_store_mode) == "filesystem"
}

resource "aws_efs_file_system" "contracts" {
  count = local.keeps_files ? 1 : 0

  creation_token = var.contract_filesystem
  encrypted      = true
  tags           = var.tags

  lifecycle {
    # the contracts are in it
    prevent_destroy = true

    precondition {
      condition     = trimspace(var.contract_filesystem) != ""
      error_message = "Set contract_filesystem, the creation token of the file system: a name of your choice that stays as it is."
    }
  }
}

resource "aws_efs_backup_policy" "contracts" {
  count = local.keeps_files ? 1 : 0

  file_system_id = aws_efs_file_system.contracts[0].id

  backup_policy {
    status = "ENABLED"
  }
}

resource "aws_security_group" "efs" {
  count = local.keeps_files ? 1 : 0

  name        = "${var.cluster_name}-efs"
  description = "Allow NFS from ECS tasks"
  vpc_id      = var.vpc_id
  tags        = var.tags
}

resource "aws_vpc_security_group_ingress_rule" "efs" {
  count = local.keeps_files ? 1 : 0

  security_group_id            = aws_security_group.efs[0].id
  referenced_security_group_id = var.service_security_group_id
  from_port                    = 2049
  to_port                      = 2049
  ip_protocol                  = "tcp"
  description                  = "Contract registry ${var.cluster_name}"
  tags                         = var.tags
}

resource "aws_efs_mount_target" "contracts" {
  for_each = local.keeps_files ? toset(var.private_subnet_ids) : toset([])

  file_system_id  = aws_efs_file_system.contracts[0].id
  subnet_id       = each.value
  security_groups = [aws_security_group.efs[0].id]
}

# files belong to root, as those of dc43 do, whichever user the task runs as
resource "aws_efs_access_point" "contracts" {
  count = local.keeps_files ? 1 : 0

  file_system_id = aws_efs_file_system.contracts[0].id
  tags           = var.tags

  posix_user {
    uid = 0
    gid = 0
  }
}

data "aws_iam_policy_document" "file_system" {
  count = local.keeps_files ? 1 : 0

  statement {
    sid = "UseFileSystem"
    actions = [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
      "elasticfilesystem:ClientRootAccess",
    ]
    resources = [aws_efs_file_system.contracts[0].arn]

    condition {
      test     = "StringEquals"
      variable = "elasticfilesystem:AccessPointArn"
      values   = [aws_efs_access_point.contracts[0].arn]
    }
  }
}

resource "aws_iam_role_policy" "file_system" {
  count = local.keeps_files ? 1 : 0

  name   = "${var.cluster_name}-file-system"
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.file_system[0].json
}
