using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>Compiles the program of a block as a project of the .NET SDK would: its implicit usings, nullable on, its JSON generator.</summary>
internal static class BlockCompiler
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string WebUsings =
        """
        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    private static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static ISourceGenerator JsonGenerator { get; } = LoadJsonGenerator();

    /// <summary>The assembly, or null with the reasons.</summary>
    public static byte[]? Compile(MarkdownBlock block, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var kind = BlockSource.Runs(block) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var usings = block.Directives.IsWeb ? Usings + Environment.NewLine + WebUsings : Usings;
        var compilation = CSharpCompilation.Create(
            "Block" + Guid.NewGuid().ToString("N"),
            [CSharpSyntaxTree.ParseText(usings, ParseOptions), CSharpSyntaxTree.ParseText(BlockSource.ProgramOf(block), ParseOptions)],
            References,
            new CSharpCompilationOptions(
                kind,
                nullableContextOptions: NullableContextOptions.Enable,
                specificDiagnosticOptions: [new("CS0105", ReportDiagnostic.Suppress)])); // A using that the prelude has as well.

        CSharpGeneratorDriver.Create([JsonGenerator], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var generatorDiagnostics);
        using var image = new MemoryStream();
        EmitResult result = generated.Emit(image);
        diagnostics = [.. generatorDiagnostics.Concat(result.Diagnostics).Where(IsOfBlockOrError)];
        return result.Success ? image.ToArray() : null;

        bool IsOfBlockOrError(Diagnostic diagnostic) =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.GetMappedLineSpan().Path == block.Document);
    }

    private static ISourceGenerator LoadJsonGenerator()
    {
        var assembly = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "Generators", "System.Text.Json.SourceGeneration.dll"));
        var type = assembly.GetTypes().Single(type => typeof(IIncrementalGenerator).IsAssignableFrom(type) && !type.IsAbstract);
        return ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
    }
}
