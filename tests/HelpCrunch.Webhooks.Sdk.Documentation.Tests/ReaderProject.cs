using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HelpCrunch.Webhooks.Sdk.Documentation.Tests;

/// <summary>A project that a reader puts a block into, for one target. The build of <c>Projects/KIND</c> writes what it compiles with to a file.</summary>
internal sealed class ReaderProject
{
    private const string TestTarget = "net10.0";

    private static readonly IReadOnlyList<ReaderProject> All =
    [
        .. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Projects"), "*.txt").Order(StringComparer.Ordinal).Select(Read),
    ];

    private readonly IReadOnlyList<(string Package, MetadataReference Reference)> _references;
    private readonly IReadOnlyList<string> _optionalPackages;
    private readonly CSharpCompilation _withoutOptionalPackages;

    private ReaderProject(ProjectKind kind, string target, ILookup<string, string> description)
    {
        Kind = kind;
        Target = target;
        ParseOptions = LanguageVersionFacts.TryParse(description["language"].Single(), out var language)
            ? new CSharpParseOptions(language)
            : throw new FormatException($"{this} has an unknown language version.");
        Generators = [.. description["generator"].SelectMany(LoadGenerators)];
        _optionalPackages = [.. description["optional"]];
        _references = [.. description["reference"].Select(line => line.Split('|', 2)).Select(pair => (pair[0], (MetadataReference)MetadataReference.CreateFromFile(pair[1])))];
        _withoutOptionalPackages = CSharpCompilation.Create(
            "Block",
            [CSharpSyntaxTree.ParseText(string.Concat(description["using"].Select(name => $"global using {name};\n")), ParseOptions)],
            _references.Where(reference => !_optionalPackages.Contains(reference.Package)).Select(reference => reference.Reference),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: description["nullable"].Single() == "enable" ? NullableContextOptions.Enable : NullableContextOptions.Disable));
    }

    public ProjectKind Kind { get; }

    public string Target { get; }

    /// <summary>The default language version of the target.</summary>
    public CSharpParseOptions ParseOptions { get; }

    public IReadOnlyList<ISourceGenerator> Generators { get; }

    /// <summary>Whether a block of it runs by itself. The engines of inboxes need servers; their tests are in InboxRecipes, and in HelpCrunch.Webhooks.Sdk.Wolverine.Tests.</summary>
    public bool CanRun => Target == TestTarget && Kind != ProjectKind.InboxApp;

    /// <summary>Whether its language version supports top-level statements, which preludes use.</summary>
    public bool HasTopLevelStatements => ParseOptions.LanguageVersion >= LanguageVersion.CSharp9;

    /// <summary>The projects of a kind. Code for .NET Framework must also compile in a newer console project.</summary>
    public static IEnumerable<ReaderProject> Of(ProjectKind kind) =>
        All.Where(project => project.Kind == kind || (kind == ProjectKind.NetFrameworkApp && project.Kind == ProjectKind.ConsoleApp));

    /// <summary>The project without the block. Of its optional packages, it has those that the block names.</summary>
    public CSharpCompilation CompilationWith(IReadOnlyList<string> packages) =>
        packages.Except(_optionalPackages).FirstOrDefault() is { } unknown
            ? throw new FormatException($"{this} has no optional package '{unknown}'.")
            : _withoutOptionalPackages.AddReferences(_references.Where(reference => packages.Contains(reference.Package)).Select(reference => reference.Reference));

    public override string ToString() => $"{Kind} for {Target}";

    private static ReaderProject Read(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file).Split('-', 2);
        return new ReaderProject(Enum.Parse<ProjectKind>(name[0]), name[1], File.ReadLines(file).Select(line => line.Split('=', 2)).ToLookup(pair => pair[0], pair => pair[1]));
    }

    /// <summary>Each file has a separate load context, because targets have different versions of the same generator.</summary>
    private static IEnumerable<ISourceGenerator> LoadGenerators(string file) =>
        from type in new AssemblyLoadContext(file).LoadFromAssemblyPath(file).GetTypes()
        where typeof(IIncrementalGenerator).IsAssignableFrom(type) && !type.IsAbstract
        select ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator();
}
