// Builds the app of the page, which has the store. SharedStoreTests tests the store with PostgreSQL.
using HelpCrunch.Webhooks.Sdk.AspNetCore;

Environment.SetEnvironmentVariable("ConnectionStrings__App", "Host=127.0.0.1");

// The block.
Environment.SetEnvironmentVariable("ConnectionStrings__App", null);
await using var app = builder.Build();
_ = (SharedStore)app.Services.GetRequiredService<IWebhookDeliveryStore>();
