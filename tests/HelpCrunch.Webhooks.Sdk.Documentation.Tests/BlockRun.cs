using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Compiles and runs a block, and compares what becomes of it with what its document says.</summary>
internal static class BlockRun
{
    /// <summary>Far more than any block takes; a web app that nobody stops must not hang the tests.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with the block, as a sentence for whoever mends the document; null when all is well.</summary>
    public static string? Fault(MarkdownBlock block)
    {
        var image = BlockCompiler.Compile(block, out var diagnostics);
        if (block.Directives.DoesNotCompile is { } expectedError)
        {
            var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).Distinct().ToList();
            return errors is [var only] && only == expectedError
                ? null
                : $"The block should fail to compile with {expectedError} alone, but: {Join(diagnostics)}";
        }

        if (image is null || diagnostics.Count > 0)
        {
            return $"The block does not compile without errors and warnings: {Join(diagnostics)}";
        }

        return BlockSource.Runs(block) ? FaultOfRun(block, image) : null;
    }

    private static string? FaultOfRun(MarkdownBlock block, byte[] image)
    {
        var exception = Run(image, out var output);
        if (exception?.GetType().Name != block.Directives.Throws)
        {
            return $"The block should throw {block.Directives.Throws ?? "nothing"}, but: {exception?.ToString() ?? "it threw nothing"}";
        }

        return block.ExpectedOutput is { } expected && expected != output
            ? $"The block should write{Environment.NewLine}{expected}{Environment.NewLine}but wrote{Environment.NewLine}{output}"
            : null;
    }

    private static Exception? Run(byte[] image, out string output)
    {
        var console = Console.Out;
        var directory = Environment.CurrentDirectory;
        using var writer = new StringWriter();
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            Console.SetOut(writer);
            Environment.CurrentDirectory = Repository.Root;
            var main = context.LoadFromStream(new MemoryStream(image)).EntryPoint!;
            var run = Task.Run(() => main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()], null));
            if (!run.Wait(Limit))
            {
                throw new TimeoutException($"It still ran after {Limit}.");
            }

            return null;
        }
        catch (AggregateException exception)
        {
            return exception.InnerException;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }
        finally
        {
            Console.SetOut(console);
            Environment.CurrentDirectory = directory;
            output = writer.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
            context.Unload();
        }
    }

    private static string Join(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.Count == 0 ? "it compiles" : string.Join(Environment.NewLine, diagnostics);
}
