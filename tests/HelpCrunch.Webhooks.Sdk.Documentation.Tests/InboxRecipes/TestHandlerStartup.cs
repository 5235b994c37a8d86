using HelpCrunch.Webhooks.Sdk.Documentation.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(TestHandlerStartup))]

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>
/// Adds a handler to the program of a page, which is not changed. It fails for deliveries whose id begins with <c>poison</c>. It does not end
/// for those whose id begins with <c>held</c>, if <see cref="HoldVariable"/> is set.
/// </summary>
internal sealed class TestHandlerStartup : IHostingStartup
{
    public const string HoldVariable = "INBOX_TESTS_HOLD";

    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(static services =>
        services.AddHelpCrunchWebhooks().AddHandler<ChatRatedEvent>(HandleAsync));

    private static async Task HandleAsync(ChatRatedEvent rated, CancellationToken cancellationToken)
    {
        if (rated.Id.StartsWith("poison", StringComparison.Ordinal))
        {
            throw new FormatException("The delivery always fails.");
        }

        if (rated.Id.StartsWith("held", StringComparison.Ordinal) && Environment.GetEnvironmentVariable(HoldVariable) is not null)
        {
            await Console.Out.WriteLineAsync($"{rated.Id} is held");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }
}
