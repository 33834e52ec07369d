/* Invoices, drawn on demand */
variable "handler" {
  default = "index.handler"
}

data "archive_file" "drawer" {
  type        = "zip"
  source_dir  = "${path.module}/drawer"
  output_path = "${path.module}/drawer.zip"
}

resource "alicloud_oss_bucket_object" "printer" {
  bucket = "code"
  key    = "printer.zip"
  source = data.archive_file.printer.output_path
}

data "archive_file" "printer" {
  type        = "zip"
  source_file = "./printer/index.py"
  output_path = "printer.zip"
}

resource "alicloud_fc_service" "invoices" {
  name = "invoices"
}

resource "alicloud_fc_function" "drawer" {
  service              = alicloud_fc_service.invoices.name
  name                 = "drawer" # 画
  filename             = data.archive_file.drawer.output_path
  memory_size          = "256"
  timeout              = 20
  instance_concurrency = 4
  runtime              = "python3.9"
  handler              = "index.handler"
  initializer          = "index.start"
  environment_variables = {
    CURRENCY   = "CNY"
    "FC_STAGE" = "prod"
    TABLE      = var.table
  }
}

resource "alicloud_fc_trigger" "web" {
  service  = alicloud_fc_service.invoices.name
  function = alicloud_fc_function.drawer.name
  name     = "web"
  type     = "http"
  config   = <<EOF
  {
    "authType": "anonymous",
    "methods": ["GET", "POST"]
  }
  EOF
}

resource "alicloud_fcv2_function" "printer" {
  service_name  = "invoices"
  function_name = "printer"
  runtime       = "python3.9"
  handler       = var.handler
  code {
    oss_bucket_name = "code"
    oss_object_name = alicloud_oss_bucket_object.printer.key
  }
  instance_lifecycle_config {
    pre_freeze {
      handler = "index.freeze"
    }
  }
}

resource "alicloud_fcv3_function" "archive" {
  function_name = "archive-${var.stage}"
  runtime       = "python3.10"
  handler       = "archive.main"
  memory_size   = 512
  instance_lifecycle_config {
    initializer {
      handler = "archive.start"
    }
    pre_stop {
      handler = "archive.stop"
    }
  }
}

resource "alicloud_fcv3_trigger" "archive" {
  function_name = alicloud_fcv3_function.archive.function_name
  trigger_name  = "web"
  trigger_type  = "http"
  qualifier     = "LATEST"
  trigger_config = jsonencode({
    authType = "anonymous"
    methods  = ["PUT"]
  })
}
