using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>
/// The uses of types across the folders of a project's source, except in the arguments of attributes. The source is compiled as for
/// net10.0, without source generators.
/// </summary>
internal sealed class FolderUses
{
    private static readonly string[] ImplicitUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks"];
    private static readonly string[] PreprocessorSymbols = ["NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER"];

    private readonly string _source;
    private readonly CSharpCompilation _compilation;
    private readonly IReadOnlyList<(string From, string To, string Text)> _uses;

    /// <param name="source">The folder <c>src</c>.</param>
    /// <param name="project">The name of the project.</param>
    public FolderUses(string source, string project)
    {
        _source = source;
        var options = new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: PreprocessorSymbols);
        _compilation = CSharpCompilation.Create(
            "Source",
            FilesOf(project).Concat(FilesOf("Common"))
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))
                .Append(CSharpSyntaxTree.ParseText(string.Concat(ImplicitUsings.Select(name => $"global using {name};\n")), options)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileNameWithoutExtension(path) != project)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        _uses = [.. Find()];
    }

    /// <summary>The folders that have source files.</summary>
    public IEnumerable<string> Folders => Trees.Select(FolderOf).Distinct();

    private IEnumerable<SyntaxTree> Trees => _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0);

    /// <summary>The errors of the compiler, except those that name a type of which a source generator writes a part.</summary>
    public IEnumerable<string> Errors(string generatedType) => _compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(diagnostic => diagnostic.ToString())
        .Where(error => !error.Contains(generatedType, StringComparison.Ordinal));

    /// <summary>The uses that the table does not allow.</summary>
    public IEnumerable<string> Forbidden(IReadOnlyList<(string Folder, string[] CanUse)> table) =>
        _uses.Where(use => !table.Any(row => row.Folder == use.From && row.CanUse.Contains(use.To))).Select(use => use.Text).Distinct();

    /// <summary>What the table allows and no source file does.</summary>
    public IEnumerable<string> Unused(IReadOnlyList<(string Folder, string[] CanUse)> table) =>
        from row in table
        from to in row.CanUse
        where !_uses.Any(use => use.From == row.Folder && use.To == to)
        select $"{row.Folder} uses {to}";

    /// <summary>What the table allows and a later row has, so that there could be a circle.</summary>
    public static IEnumerable<string> Upward(IReadOnlyList<(string Folder, string[] CanUse)> table) =>
        table.SelectMany((row, index) => row.CanUse.Except(table.Take(index).Select(earlier => earlier.Folder)).Select(to => $"{row.Folder} uses {to}"));

    private IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(Path.Combine(_source, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(name => name is "bin" or "obj" or "Compatibility"));

    private IEnumerable<(string From, string To, string Text)> Find() =>
        from tree in Trees
        let model = _compilation.GetSemanticModel(tree)
        from node in tree.GetRoot().DescendantNodes(node => node is not AttributeArgumentListSyntax)
        where node is SimpleNameSyntax or ImplicitObjectCreationExpressionSyntax
        let type = TypeOf(model.GetSymbolInfo(node).Symbol)
        let declaration = type?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree
        where declaration is not null && FolderOf(declaration) != FolderOf(tree)
        let line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        select (FolderOf(tree), FolderOf(declaration), $"{Path.GetRelativePath(_source, tree.FilePath)}:{line}: {FolderOf(tree)} uses {type!.Name} of {FolderOf(declaration)}");

    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => ((symbol as IAliasSymbol)?.Target ?? symbol) switch
    {
        null or INamespaceSymbol => null,
        INamedTypeSymbol type => type.OriginalDefinition,
        var member => member.ContainingType?.OriginalDefinition,
    };

    private static string FolderOf(SyntaxTree tree) => Path.GetFileName(Path.GetDirectoryName(tree.FilePath))!;
}
