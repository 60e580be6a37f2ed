data "aws_subnet" "load_balancer" {
  for_each = toset(var.load_balancer_subnet_ids)

  id = each.value
}

resource "aws_lb" "main" {
  name                       = "${var.cluster_name}-alb"
  load_balancer_type         = "application"
  security_groups            = [var.load_balancer_security_group_id]
  subnets                    = var.load_balancer_subnet_ids
  drop_invalid_header_fields = true
  # shorter than the service keeps idle connections, so that the load balancer never uses one that is being closed
  idle_timeout = 60
  tags         = var.tags
}

resource "aws_lb_target_group" "main" {
  name        = "${var.cluster_name}-tg"
  port        = var.container_port
  protocol    = "HTTP"
  target_type = "ip"
  vpc_id      = var.vpc_id
  tags        = var.tags

  # a task that is to end gets no new requests for this time before it is told so
  deregistration_delay = 30

  health_check {
    path                = var.health_check_path
    matcher             = "200-399"
    interval            = var.health_check_interval
    timeout             = var.health_check_timeout
    healthy_threshold   = var.health_check_healthy_threshold
    unhealthy_threshold = var.health_check_unhealthy_threshold
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = var.certificate_arn
  tags              = var.tags

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}

# a token must not travel in the clear; whoever tries is told the right address
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
  port              = 80
  protocol          = "HTTP"
  tags              = var.tags

  default_action {
    type = "redirect"

    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_308"
    }
  }
}
