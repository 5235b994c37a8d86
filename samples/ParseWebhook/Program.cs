using System.Text;
using HelpCrunch.Webhooks.Sdk;
using ParseWebhook;

Console.OutputEncoding = Encoding.UTF8; // Names and texts can be in any script.

if (!CommandLine.TryRead(args, out var commandLine, out var problem))
{
    Console.Error.WriteLine($"{problem} See --help.");
    return 2;
}

if (commandLine.Help)
{
    Console.WriteLine(CommandLine.HelpText);
    return 0;
}

var receiver = commandLine.Keys.Count == 0 ? null : new WebhookReceiver(commandLine.Keys);
var page = new Page(Console.Out);
var exitCode = 0;

foreach (var source in BodySource.From(commandLine))
{
    try
    {
        Show(source.Name, source.Read());
    }
    catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
    {
        Fail(source.Name, exception.Message);
    }
}

return exitCode;

void Show(string name, byte[] body)
{
    if (receiver is null)
    {
        if (WebhookParser.Default.Parse(body).TryGetEvent(out var webhookEvent, out var error))
        {
            page.Write(name, webhookEvent);
        }
        else
        {
            Reject(name, error);
        }

        return;
    }

    switch (receiver.Receive(body, commandLine.Signature))
    {
        case WebhookReceiveResult.Accepted(var webhookEvent, var keyName):
            page.Write(name, webhookEvent, $"valid, {keyName}");
            break;
        case WebhookReceiveResult.Rejected(var status):
            Fail(name, $"{status}: The signature is not valid, so the body was not read.");
            if (commandLine.Explain)
            {
                Fail(name, WebhookSignatureDiagnostics.Diagnose(body, commandLine.Signature, commandLine.Keys).Advice);
            }

            break;
        case WebhookReceiveResult.InvalidPayload(var error):
            Reject(name, error);
            break;
    }
}

void Reject(string name, WebhookParseError error) => Fail(name, $"{error.Code}: {error.Message}");

void Fail(string name, string message)
{
    Console.Error.WriteLine($"{name}: {message}");
    exitCode = 1;
}
