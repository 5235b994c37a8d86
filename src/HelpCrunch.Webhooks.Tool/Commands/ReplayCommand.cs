using System.CommandLine;
using System.Globalization;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Deliveries;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Keys;
using HelpCrunch.Webhooks.Tool.Output;
using HelpCrunch.Webhooks.Tool.Sending;
using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Sends saved deliveries again.</summary>
internal static class ReplayCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var paths = BodySource.CheckFiles(new Argument<string[]>("DIR|FILE")
        {
            Description = "Folders that 'listen --save' wrote, or files in them. Any other file is a body without a signature.",
            Arity = ArgumentArity.OneOrMore,
        });
        var to = UrlOption.CreateTo();
        var resign = new Option<bool>("--resign") { Description = "Sign the bodies with your key. Without this option, the saved signature is sent." };
        var key = new SigningKeySource(environment);
        var command = new Command("replay", "Sends saved deliveries again, in the order in which they were received.") { paths, to, resign };
        key.AddOptionsTo(command);
        command.SetAction((arguments, cancellationToken) =>
        {
            var signingKey = arguments.GetValue(resign) ? key.ReadRequired(arguments)[0] : null;
            var deliveries = SavedDelivery.ReadAll(arguments.GetValue(paths)!);
            return deliveries.Count == 0
                ? throw new ToolException("The folder has no deliveries. 'listen --save DIR' saves them.")
                : SendAsync(environment, deliveries, arguments.GetValue(to)!, signingKey, cancellationToken);
        });
        return command;
    }

    private static async Task<int> SendAsync(ToolEnvironment environment, IReadOnlyList<SavedDelivery> deliveries, Uri url, WebhookSigningKey? key, CancellationToken cancellationToken)
    {
        using var sender = new DeliverySender(environment, url);
        var started = environment.TimeProvider.GetTimestamp();
        var accepted = 0;
        foreach (var delivery in deliveries)
        {
            var webhook = key is not null ? new SignedWebhook(delivery.Body, key)
                : delivery.Signature is { } signature ? new SignedWebhook(delivery.Body, signature)
                : SignedWebhook.CreateUnsigned(delivery.Body);
            var response = await sender.SendAsync(webhook, delivery.ContentType, cancellationToken);
            environment.Output.PrintLine(
                string.Create(CultureInfo.InvariantCulture, $"{delivery.Name}  {response.Description}  {response.Elapsed.TotalMilliseconds:#,0.00} ms{(webhook.Signature is null ? "  (sent without a signature: none was saved)" : "")}"),
                new Style(response.IsAccepted ? Color.Green : Color.Red));
            accepted += response.IsAccepted ? 1 : 0;
        }

        if (deliveries.Count > 1)
        {
            environment.Output.PrintLine(Summarize(deliveries.Count, accepted, url, environment.TimeProvider.GetElapsedTime(started)));
        }

        return accepted == deliveries.Count ? ExitCode.Success : ExitCode.Failure;
    }

    private static string Summarize(int sent, int accepted, Uri url, TimeSpan elapsed) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sent:#,0} deliveries to {url} in {elapsed.TotalSeconds:0.00} s: {accepted:#,0} accepted{(accepted < sent ? $", {sent - accepted:#,0} not accepted" : "")}.");
}
