using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>Finds the uses of types across the folders of a project's source.</summary>
internal sealed class FolderUses
{
    private static readonly string[] Symbols = ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"];

    private readonly string _root;
    private readonly CSharpCompilation _compilation;

    /// <param name="root">The folder that places are shown relative to.</param>
    /// <param name="files">The source files.</param>
    /// <param name="implicitUsings">The namespaces that the project imports everywhere.</param>
    public FolderUses(string root, IEnumerable<string> files, IEnumerable<string> implicitUsings)
    {
        _root = root;
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: Symbols);
        _compilation = CSharpCompilation.Create(
            "Source",
            files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
                .Append(CSharpSyntaxTree.ParseText(string.Concat(implicitUsings.Select(name => $"global using {name};\n")), options)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => !Path.GetFileName(path).StartsWith("HelpCrunch.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>The folders that have source files.</summary>
    public IEnumerable<string> Folders => _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).Select(FolderOf).Distinct();

    /// <summary>What does not compile. Source generators do not run here, so what they generate is missing.</summary>
    public IEnumerable<string> Errors() => _compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());

    /// <summary>Every use of a type of another folder, except in the arguments of attributes.</summary>
    public IEnumerable<FolderUse> Find() =>
        from tree in _compilation.SyntaxTrees
        where tree.FilePath.Length > 0
        let model = _compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes(node => node is not AttributeArgumentListSyntax)
        where node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax
        let type = TypeOf(model.GetSymbolInfo(node).Symbol)
        let source = type?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree
        where source is not null && FolderOf(source) != FolderOf(tree)
        select new FolderUse(
            FolderOf(tree),
            FolderOf(source),
            $"{Path.GetRelativePath(_root, tree.FilePath)}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}",
            type!.Name);

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => ((symbol as IAliasSymbol)?.Target ?? symbol) switch
    {
        null or INamespaceSymbol => null,
        INamedTypeSymbol type => type.OriginalDefinition,
        var member => member.ContainingType?.OriginalDefinition,
    };

    private static string FolderOf(SyntaxTree tree) => Path.GetFileName(Path.GetDirectoryName(tree.FilePath))!;
}

/// <summary>A use of a type of another folder.</summary>
internal sealed record FolderUse(string From, string To, string Place, string Type)
{
    public override string ToString() => $"{Place}: {From} uses {Type} of {To}";
}
