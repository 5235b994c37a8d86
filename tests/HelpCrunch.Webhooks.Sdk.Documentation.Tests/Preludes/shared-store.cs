// Builds the app of the page, which has the store. HelpCrunch.Webhooks.Sdk.Stores.Tests tests the stores with servers.
Environment.SetEnvironmentVariable("ConnectionStrings__App", "Host=127.0.0.1");
Environment.SetEnvironmentVariable("ConnectionStrings__Redis", "127.0.0.1");
Environment.SetEnvironmentVariable("HelpCrunch__SigningKeys__2026", "made-up-signing-key");

// The block.
Environment.SetEnvironmentVariable("ConnectionStrings__App", null);
Environment.SetEnvironmentVariable("ConnectionStrings__Redis", null);
Environment.SetEnvironmentVariable("HelpCrunch__SigningKeys__2026", null);
if (app.Services.GetRequiredService<HelpCrunch.Webhooks.Sdk.AspNetCore.IWebhookDeliveryStore>() is HelpCrunch.Webhooks.Sdk.AspNetCore.InMemoryWebhookDeliveryStore)
{
    throw new InvalidOperationException("The app has the default store.");
}

await app.DisposeAsync();
