using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Compiles and runs a block, and compares the result with its document.</summary>
internal static class BlockRun
{
    /// <summary>Much longer than any block takes. It ends an app that does not stop.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Compiles and runs a block. Returns the error for the author of the document; null when the block is correct.</summary>
    public static string? FindError(MarkdownBlock block)
    {
        List<BlockCompilation> compilations = [.. ReaderProject.Of(block.Directives.Project).Select(project => BlockCompilation.Of(block, project))];
        return compilations.Select(compilation => FindCompilationError(block, compilation)).FirstOrDefault(error => error is not null)
            ?? (block.Directives.DoesNotCompile is null && BlockSource.Runs(block)
                && compilations.SingleOrDefault(compilation => compilation.Project.CanRun) is { } compilation
                ? FindRunError(block, compilation.Assembly!)
                : null);
    }

    private static string? FindCompilationError(MarkdownBlock block, BlockCompilation compilation)
    {
        var project = compilation.Project;
        if (block.Directives.DoesNotCompile is { } expectedErrors)
        {
            var errors = compilation.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).Distinct().Order();
            return string.Join(",", errors) == expectedErrors
                ? null
                : $"In a {project}, the block should fail to compile only with {expectedErrors}, but: {Join(compilation.Diagnostics)}";
        }

        return compilation.Diagnostics.Count > 0
            ? $"In a {project}, the block does not compile without errors and warnings: {Join(compilation.Diagnostics)}"
            : null;
    }

    private static string? FindRunError(MarkdownBlock block, byte[] assembly)
    {
        var exception = Run(assembly, out var output);
        if (!IsExpected(exception, block.Directives.Throws))
        {
            return $"The block should throw {block.Directives.Throws ?? "nothing"}, but: {exception?.ToString() ?? "it threw nothing"}";
        }

        return block.ExpectedOutput is { } expected && expected != output
            ? $"The block should write{Environment.NewLine}{expected}{Environment.NewLine}but wrote{Environment.NewLine}{output}"
            : null;
    }

    private static bool IsExpected(Exception? exception, string? expected) => expected?.Split(": ", 2) switch
    {
        null => exception is null,
        [var type, var message] => exception?.GetType().Name == type && exception.Message == message,
        [var type, ..] => exception?.GetType().Name == type,
        [] => false,
    };

    private static Exception? Run(byte[] assembly, out string output)
    {
        var console = Console.Out;
        var directory = Environment.CurrentDirectory;
        using var writer = new StringWriter();
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            Console.SetOut(writer);
            Environment.CurrentDirectory = Repository.Root;
            var program = context.LoadFromStream(new MemoryStream(assembly));
            var run = Task.Run(() => program.EntryPoint is { } main ? RunMain(main) : RunFactsAsync(program));
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

    private static Task RunMain(MethodInfo main)
    {
        main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, main.GetParameters().Length == 0 ? null : [Array.Empty<string>()], null);
        return Task.CompletedTask;
    }

    /// <summary>Runs the tests of a test project, each in a new instance of its class.</summary>
    private static async Task RunFactsAsync(Assembly tests)
    {
        var facts = tests.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute))).ToList();
        if (facts.Count == 0)
        {
            throw new InvalidOperationException("The block has no test.");
        }

        foreach (var fact in facts)
        {
            await (fact.Invoke(Activator.CreateInstance(fact.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, null, null) as Task ?? Task.CompletedTask);
        }
    }

    private static string Join(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.Count == 0 ? "it compiles" : string.Join(Environment.NewLine, diagnostics);
}
