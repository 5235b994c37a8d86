var body = File.ReadAllBytes("docs/payloads/customer.email_updated.json");
