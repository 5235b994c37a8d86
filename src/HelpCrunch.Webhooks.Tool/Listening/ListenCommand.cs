using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using HelpCrunch.Webhooks.Tool.Commands;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Keys;
using HelpCrunch.Webhooks.Tool.Listening.Terminal;
using HelpCrunch.Webhooks.Tool.Listening.Web;
using HelpCrunch.Webhooks.Tool.Output;

namespace HelpCrunch.Webhooks.Tool.Listening;

/// <summary>Receives deliveries during development, and shows them in the terminal and on a web page.</summary>
internal static class ListenCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var defaults = new ListenOptions();
        var address = new Option<IPAddress>("--address")
        {
            Description = "The address to listen on. 127.0.0.1 is the default, so only this computer can connect.",
            HelpName = "IP",
            DefaultValueFactory = _ => defaults.Address,
            CustomParser = ParseAddress,
        };
        var port = CreateNumber("--port", "The port to listen on. 0 is a free port.", defaults.Port, 0, IPEndPoint.MaxPort);
        var forwardTo = new Option<Uri?>("--forward-to")
        {
            Description = "The address of your app. Each delivery is sent there, with the same body and headers.",
            HelpName = "URL",
            CustomParser = UrlOption.Parse,
        };
        var save = PathOption.CreateFolder<string?>("--save", "A folder in which each delivery is saved. Deliveries are personal data.");
        var keep = CreateNumber("--keep", "The number of deliveries in the list.", defaults.Keep, 1, 100_000);
        var keepFor = new Option<TimeSpan>("--keep-for")
        {
            Description = "How long a delivery stays in the list, such as 30m or 8h.",
            HelpName = "TIME",
            DefaultValueFactory = _ => defaults.KeepFor,
            CustomParser = ParseTime,
        };
        var maxBody = CreateNumber("--max-body", "The largest body that is received, in bytes.", defaults.MaxBodySize, 1, 64 * 1024 * 1024);
        var key = new SigningKeySource(environment);
        var command = new Command("listen", "Receives deliveries during development, and shows them here and on a web page.") { port, address, forwardTo, save, keep, keepFor, maxBody };
        key.AddOptionsTo(command);
        command.SetAction((arguments, cancellationToken) => RunAsync(
            environment,
            new ListenOptions
            {
                Address = arguments.GetValue(address)!,
                Port = arguments.GetValue(port),
                Keys = key.Read(arguments),
                ForwardTo = arguments.GetValue(forwardTo),
                SaveTo = arguments.GetValue(save),
                Keep = arguments.GetValue(keep),
                KeepFor = arguments.GetValue(keepFor),
                MaxBodySize = arguments.GetValue(maxBody),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ToolEnvironment environment, ListenOptions options, CancellationToken cancellationToken)
    {
        if (options.ForwardsToItself)
        {
            throw new ToolException("--forward-to is the address of this command, so each delivery would be forwarded without end. Name the address of your app, or choose another --port.");
        }

        await using var server = await StartAsync(options, environment.TimeProvider, cancellationToken);
        foreach (var line in Introduce(options, server))
        {
            environment.Output.PrintLine(line);
        }

        await new ListenTerminal(environment.Output, server, environment.TimeProvider).RunAsync(cancellationToken);
        var changes = server.List.GetChanges(0);
        environment.Output.PrintLine(DeliveryLine.Counts(changes.Counts));
        if (changes.SaveError is not { } error)
        {
            return ExitCode.Success;
        }

        environment.Error.PrintLine(error);
        return ExitCode.Failure;
    }

    private static async Task<ListenServer> StartAsync(ListenOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await ListenServer.StartAsync(options, time, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException)
        {
            throw new ToolException($"{options.Address}:{options.Port} cannot be used: {exception.Message} Choose another --port or --address.");
        }
    }

    private static IEnumerable<string> Introduce(ListenOptions options, ListenServer server)
    {
        yield return $"Listening on {server.Address}. Send deliveries to any path, except {ListenPageEndpoints.Prefix}/.";
        yield return $"Open {server.PageAddress} to see them in a browser. Keep this address secret.";
        if (options.Keys.Count == 0)
        {
            yield return $"Signatures are not verified, because the signing key is missing. Set {SigningKeySource.VariableName}, or use --key-file.";
        }

        if (options.ForwardTo is { } target)
        {
            yield return $"Deliveries are forwarded to {target}.";
        }

        if (options.SaveTo is { } folder)
        {
            yield return $"Deliveries are saved in {folder}. They contain personal data: delete them when you no longer need them.";
        }

        if (!IPAddress.IsLoopback(options.Address))
        {
            yield return "Other computers can connect. With the key in the address of the page, they can see the deliveries, which contain personal data.";
        }
    }

    private static Option<int> CreateNumber(string name, string description, int defaultValue, int smallest, int largest)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var value) && value >= smallest && value <= largest))
            {
                result.AddError($"{name} needs a number from {smallest} to {largest}.");
            }
        });
        return option;
    }

    private static IPAddress? ParseAddress(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return address;
        }

        argument.AddError($"'{text}' is not an IP address. Use 127.0.0.1, ::1, or 0.0.0.0.");
        return null;
    }

    private static TimeSpan ParseTime(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        var unit = text.Length == 0 ? ' ' : text[^1];
        if (text.Length > 1 && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 10_000)
        {
            switch (unit)
            {
                case 's':
                    return TimeSpan.FromSeconds(count);
                case 'm':
                    return TimeSpan.FromMinutes(count);
                case 'h':
                    return TimeSpan.FromHours(count);
                case 'd':
                    return TimeSpan.FromDays(count);
            }
        }

        argument.AddError($"'{text}' is not a time. Use a number with a unit, such as 30m, 8h, or 2d.");
        return default;
    }
}
