using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>The result of compiling a block in a reader's project: the assembly, which is null if there are errors, and the messages of the compiler.</summary>
internal sealed record BlockCompilation(ReaderProject Project, byte[]? Assembly, IReadOnlyList<Diagnostic> Diagnostics)
{
    public static BlockCompilation Of(MarkdownBlock block, ReaderProject project)
    {
        var source = BlockSource.Of(block, withPrelude: project.HasTopLevelStatements);
        var empty = project.CompilationWith(block.Directives.Packages);
        var compilation = empty
            .WithOptions(empty.Options.WithOutputKind(source.HasStatements ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary))
            .AddSyntaxTrees(source.Files.Select(file => CSharpSyntaxTree.ParseText(file, project.ParseOptions)))
            .AddReferences(source.References.Select(file => MetadataReference.CreateFromFile(file)));

        CSharpGeneratorDriver.Create(project.Generators, parseOptions: project.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var generatorDiagnostics);
        using var assembly = new MemoryStream();
        var result = generated.Emit(assembly);
        return new BlockCompilation(
            project,
            result.Success ? assembly.ToArray() : null,
            [.. generatorDiagnostics.Concat(result.Diagnostics).Where(IsOfBlockOrError)]);

        bool IsOfBlockOrError(Diagnostic diagnostic) =>
            diagnostic.Severity == DiagnosticSeverity.Error
            || (diagnostic.Severity == DiagnosticSeverity.Warning && diagnostic.Location.GetMappedLineSpan().Path == block.Document);
    }
}
