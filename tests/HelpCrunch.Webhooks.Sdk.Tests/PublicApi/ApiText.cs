using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using PublicApiGenerator;

namespace HelpCrunch.Webhooks.Sdk.Tests.PublicApi;

/// <summary>The public API of an assembly as C#, by PublicApiGenerator.</summary>
internal static partial class ApiText
{
    /// <summary>Without the attributes of the assembly, and without those that only the trimmer reads.</summary>
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        ExcludeAttributes =
        [
            "System.Diagnostics.CodeAnalysis.DynamicDependencyAttribute",
            "System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessageAttribute",
        ],
    };

    /// <summary>Each target is loaded separately, because all targets have the same assembly name.</summary>
    public static string Of(string package, string target)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "PublicApi", target, $"{package}.dll");
        var assembly = new AssemblyLoadContext(target).LoadFromAssemblyPath(path);
        var text = NullableTypeOf().Replace(assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n"), "typeof($1)");
        var records = assembly.GetExportedTypes().Where(IsRecord).Select(Record).Order(StringComparer.Ordinal);
        return $"{text}\n// Records, which the text above shows as classes and structs:\n{string.Join('\n', records)}\n";
    }

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    private static string Record(Type type)
    {
        var parts = type.GetMethod("Deconstruct")?.GetParameters().Select(parameter => parameter.Name) ?? [];
        return $"//   {type}({string.Join(", ", parts)})";
    }

    /// <summary>PublicApiGenerator applies the nullability of a class to the types in its attributes.</summary>
    [GeneratedRegex(@"typeof\(([^()]+)\?\)")]
    private static partial Regex NullableTypeOf();
}
