/** A variable of a module: its type, and its default when it has one. */
interface Variable {
  readonly type: string
  readonly value?: unknown
}

const text = (value?: string): Variable =>
  value === undefined ? { type: 'string' } : { type: 'string', value }
const number = (value: number): Variable => ({ type: 'number', value })
const list: Variable = { type: 'list(string)' }

/** The variables of dc43's modules. Where our default is another than dc43's, dc43's stands beside it. */
export const documentedVariables: Readonly<Record<string, Readonly<Record<string, Variable>>>> = {
  'aws-service-backend': {
    aws_region: text(),
    cluster_name: text(),
    ecr_image_uri: text(),
    contract_store_mode: text('sql'), // "filesystem"
    backend_token: text(''),
    contract_filesystem: text(''), // none
    contract_storage_path: text('/contracts'),
    contract_store_dsn: text(''),
    contract_store_dsn_secret_arn: text(''),
    contract_store_table: text('contracts'),
    contract_store_schema: text(''),
    private_subnet_ids: list,
    load_balancer_subnet_ids: list,
    service_security_group_id: text(),
    load_balancer_security_group_id: text(),
    certificate_arn: text(),
    vpc_id: text(),
    task_cpu: text('512'),
    task_memory: text('1024'),
    container_port: number(8001),
    desired_count: number(2),
    health_check_path: text('/health'),
    health_check_interval: number(30),
    health_check_timeout: number(5),
    health_check_healthy_threshold: number(2),
    health_check_unhealthy_threshold: number(2),
    log_retention_days: number(30),
  },
  'azure-service-backend': {
    subscription_id: text(),
    resource_group_name: text(),
    location: text(),
    container_registry: text(),
    container_registry_username: text(''), // none
    container_registry_password: text(''), // none
    image_tag: text(),
    backend_token: text(''),
    contract_store_mode: text('sql'), // "filesystem"
    contract_storage: text('/contracts'),
    contract_share_name: text('contracts'),
    contract_share_quota_gb: number(100),
    contract_store_dsn: text(''),
    contract_store_table: text('contracts'),
    contract_store_schema: text(''),
    container_app_environment_name: text('dc43-env'),
    container_app_name: text('dc43-service-backends'),
    ingress_port: number(8001),
    min_replicas: number(2), // 1
    max_replicas: number(10), // 3
    container_cpu: text('0.5'),
    container_memory: text('1.0Gi'),
    tags: { type: 'map(string)', value: {} },
  },
}
