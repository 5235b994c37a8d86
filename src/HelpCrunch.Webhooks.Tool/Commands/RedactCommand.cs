using System.CommandLine;
using System.Text.Json;
using HelpCrunch.Webhooks.Tool.Input;
using HelpCrunch.Webhooks.Tool.Redaction;

namespace HelpCrunch.Webhooks.Tool.Commands;

/// <summary>Makes deliveries safe to show to others.</summary>
internal static class RedactCommand
{
    public static Command Create(ToolEnvironment environment)
    {
        var files = BodySource.CreateFilesArgument("Bodies of webhooks.");
        var output = PathOption.CreateFolder<string?>("--output", "The folder to write the redacted bodies to, under the names of the files. Required for several files.", "-o");
        var seed = new Option<string?>("--seed") { Description = "Make the replacements repeatable. Keep the seed secret, because it can reverse them.", HelpName = "TEXT" };
        var command = new Command("redact", "Makes webhooks safe to show to others: replaces names, texts, ids and times, and keeps the form of the JSON.") { files, output, seed };
        command.SetAction(arguments =>
        {
            var sources = BodySource.From(arguments.GetValue(files)!, environment);
            var folder = arguments.GetValue(output);
            if (folder is null && sources.Count > 1)
            {
                throw new ToolException("Several files need --output DIR. They are redacted together, so that equal values stay equal.");
            }

            var targets = folder is null ? [] : FindTargets(sources, folder);
            var redacted = Redact(new Redactor(arguments.GetValue(seed)), sources);
            if (folder is null)
            {
                using var standardOutput = environment.OpenOutput();
                standardOutput.Write(redacted[0]);
            }
            else
            {
                Save(folder, targets, redacted);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<byte[]> Redact(Redactor redactor, IReadOnlyList<BodySource> sources)
    {
        byte[][] bodies = [.. sources.Select(source => source.Read())];
        for (var index = 0; index < bodies.Length; index++)
        {
            VerifyJson(sources[index].Name, bodies[index]);
        }

        try
        {
            return redactor.Redact(bodies);
        }
        catch (RedactionException)
        {
            throw new ToolException("The bodies cannot be redacted so that they are still read in the same way. Nothing was written.", ExitCode.Failure);
        }
    }

    private static void VerifyJson(string name, byte[] body)
    {
        try
        {
            BodyRedactor.VerifyJson(body);
        }
        catch (JsonException)
        {
            throw new ToolException($"{name} is not valid JSON, so it cannot be redacted. Nothing was written.", ExitCode.Failure);
        }
    }

    /// <summary>The files to write. A file is not replaced: it could be the original.</summary>
    private static string[] FindTargets(IReadOnlyList<BodySource> sources, string folder)
    {
        string[] targets = [.. sources.Select(source => Path.Combine(folder, Path.GetFileName(source.Name)))];
        return targets.GroupBy(target => target, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new ToolException($"Several files have the name {Path.GetFileName(twice.Key)}. Redact them into different folders.")
            : Array.Find(targets, File.Exists) is { } existing ? throw new ToolException($"{existing} exists. Name another folder.")
            : targets;
    }

    private static void Save(string folder, string[] targets, IReadOnlyList<byte[]> bodies)
    {
        try
        {
            Directory.CreateDirectory(folder);
            for (var index = 0; index < targets.Length; index++)
            {
                File.WriteAllBytes(targets[index], bodies[index]);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ToolException($"{folder}: {exception.Message}");
        }
    }
}
