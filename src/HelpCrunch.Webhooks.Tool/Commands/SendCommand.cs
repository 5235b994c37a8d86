using System.CommandLine;
using HelpCrunch.Webhooks.Sdk.Testing;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Keys;
using HelpCrunch.Webhooks.Tool.Output;
using HelpCrunch.Webhooks.Tool.Sending;
using Spectre.Console;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Sends signed deliveries.</summary>
internal sealed class SendCommand
{
    private const int MaxDeliveries = 10_000_000;
    private const int MaxParallel = 10_000;
    private const int MaxRetries = 1_000;

    private readonly ToolEnvironment _environment;
    private readonly SigningKeySource _key;
    private readonly Option<Uri> _to = UrlOption.CreateTo();

    private readonly Argument<string[]> _deliveries = BodySource.CheckFiles(new Argument<string[]>("EVENT|FILE")
    {
        Description = "A documented event type, such as chat.rated, or a file with a body. Each event has a new id, and a file is sent as it is.",
        Arity = ArgumentArity.OneOrMore,
    });

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Set a value in the body, such as eventData.rating=poor. A value that is not JSON is a text. Can be repeated.",
        HelpName = "PATH=VALUE",
    };

    private readonly Option<int> _count = CreateNumber("--count", "How often each event or file is sent.", MaxDeliveries);
    private readonly Option<int> _parallel = CreateNumber("--parallel", "How many deliveries are sent at the same time.", MaxParallel);

    private readonly Option<int?> _retry = new("--retry")
    {
        Description = "How often a delivery is sent again while it is not accepted, with a higher attempts and a new signature.",
        HelpName = "N",
    };

    private readonly Option<bool> _duplicates = new("--duplicates") { Description = "Send each delivery again after it was accepted: at once, later, and as a redelivery." };
    private readonly Option<bool> _forge = new("--forge") { Description = "Also send forged deliveries, which the endpoint must reject." };

    private SendCommand(ToolEnvironment environment)
    {
        _environment = environment;
        _key = new SigningKeySource(environment);
        _retry.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 0 or > MaxRetries)
            {
                result.AddError($"--retry needs a number from 0 to {MaxRetries}.");
            }
        });
        _set.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => JsonAssignment.TryParse(token.Value) is null))
            {
                result.AddError($"--set '{token.Value}' is not PATH=VALUE, such as eventData.rating=poor.");
            }
        });
    }

    public static Command Create(ToolEnvironment environment)
    {
        var send = new SendCommand(environment);
        var command = new Command("send", "Sends signed deliveries to an endpoint, and shows its responses and their latencies.")
        {
            send._deliveries, send._to, send._set, send._count, send._parallel, send._retry, send._duplicates, send._forge,
        };
        send._key.AddOptionsTo(command);
        command.SetAction(send.RunAsync);
        return command;
    }

    private static Option<int> CreateNumber(string name, string description, int largest)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => 1 };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < 1 || value > largest))
            {
                result.AddError($"{name} needs a number from 1 to {largest}.");
            }
        });
        return option;
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var key = _key.ReadRequired(arguments)[0];
        JsonAssignment[] assignments = [.. (arguments.GetValue(_set) ?? []).Select(text => JsonAssignment.TryParse(text)!)];
        DeliverySource[] sources = [.. BodySource.WithoutHeads(arguments.GetValue(_deliveries)!).Select(name => DeliverySource.From(name, assignments, _environment))];
        var total = (long)sources.Length * arguments.GetValue(_count);
        var count = total <= MaxDeliveries
            ? (int)total
            : throw new ToolException($"These are {total} deliveries. Send at most {MaxDeliveries} with one command.");
        WarnAboutAdditions(sources);
        var isSimulated = arguments.GetValue(_retry) is not null || arguments.GetValue(_duplicates) || arguments.GetValue(_forge);
        return isSimulated
            ? await SimulateAsync(arguments, key, count, sources, cancellationToken)
            : await SendAsync(arguments, key, count, sources, cancellationToken);
    }

    private void WarnAboutAdditions(DeliverySource[] sources)
    {
        foreach (var (source, addition) in sources.SelectMany(source => source.Additions.Select(addition => (source, addition))))
        {
            _environment.Error.PrintLine($"{source.Name}: --set {addition.PathText}: The body has no such property or item, so it is added. Check the spelling.");
        }
    }

    private async Task<int> SendAsync(ParseResult arguments, WebhookSigningKey key, int count, DeliverySource[] sources, CancellationToken cancellationToken)
    {
        var url = arguments.GetValue(_to)!;
        using var sender = new DeliverySender(_environment, url);
        var started = _environment.TimeProvider.GetTimestamp();
        var responses = await SendProgress.RunAsync(_environment.Output, count, onResponse => sender.SendAsync(
            count,
            arguments.GetValue(_parallel),
            index => sources[index % sources.Length].Create(key),
            onResponse,
            cancellationToken));
        SendReport.Write(_environment.Output, url, responses, _environment.TimeProvider.GetElapsedTime(started));
        return Array.TrueForAll(responses, response => response.IsAccepted) ? ExitCode.Success : ExitCode.Failure;
    }

    private async Task<int> SimulateAsync(ParseResult arguments, WebhookSigningKey key, int count, DeliverySource[] sources, CancellationToken cancellationToken)
    {
        var url = arguments.GetValue(_to)!;
        using var client = new HttpClient(_environment.CreateHttpHandler());
        var simulator = new WebhookSimulator(client, url, key, new WebhookSimulatorOptions
        {
            Faults = (arguments.GetValue(_duplicates) ? WebhookFaults.Duplicates : WebhookFaults.None)
                | (arguments.GetValue(_forge) ? WebhookFaults.Forgeries : WebhookFaults.None),
            MaxAttempts = 1 + (arguments.GetValue(_retry) ?? 0),
            MaxConcurrency = arguments.GetValue(_parallel),
            TimeProvider = _environment.TimeProvider,
        });
        var started = _environment.TimeProvider.GetTimestamp();
        var result = await simulator.SendAsync(Enumerable.Range(0, count).Select(index => sources[index % sources.Length].CreateEvent()), cancellationToken);
        DeliveryResponse[] responses = [.. result.Deliveries.SelectMany(delivery => delivery.Responses).Select(ToResponse)];
        SendReport.Write(_environment.Output, url, responses, _environment.TimeProvider.GetElapsedTime(started));
        foreach (var problem in result.Problems)
        {
            _environment.Output.PrintLine(problem, new Style(Color.Red));
        }

        return result.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static DeliveryResponse ToResponse(WebhookSimulatedResponse response) =>
        new(response.StatusCode, response.Elapsed, response.Exception is { } exception ? DeliverySender.Describe(exception) : null);
}
