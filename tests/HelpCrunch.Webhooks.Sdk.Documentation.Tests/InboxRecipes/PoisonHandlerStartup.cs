using HelpCrunch.Webhooks.Sdk.Documentation.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(PoisonHandlerStartup))]

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Adds a handler to the program of a page, which fails for deliveries whose id begins with <c>poison</c>. The program is not changed.</summary>
internal sealed class PoisonHandlerStartup : IHostingStartup
{
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(static services =>
        services.AddHelpCrunchWebhooks().AddHandler<ChatRatedEvent>(static (rated, _) =>
            rated.Id.StartsWith("poison", StringComparison.Ordinal) ? throw new FormatException("The name is too long.") : Task.CompletedTask));
}
