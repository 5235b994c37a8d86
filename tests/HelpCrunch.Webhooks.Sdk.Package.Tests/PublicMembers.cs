using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace HelpCrunch.Webhooks.Sdk.Package.Tests;

/// <summary>The public members of an assembly, by their names in XML docs, without parameters.</summary>
internal sealed class PublicMembers
{
    private readonly MetadataReader _metadata;

    private PublicMembers(MetadataReader metadata) => _metadata = metadata;

    public static IReadOnlyList<string> Of(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        var members = new PublicMembers(metadata);
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition).Where(members.IsPublic).SelectMany(members.NamesOf).Distinct()];
    }

    /// <summary>The name of a member in XML docs, without its parameters.</summary>
    public static string NameOf(string id) => id.Split('(')[0] is var name && name.IndexOf("``", StringComparison.Ordinal) is > 0 and var at ? name[..at] : name;

    private IEnumerable<string> NamesOf(TypeDefinition type)
    {
        var name = FullName(type);
        return
        [
            $"T:{name}",
            .. type.GetFields().Select(_metadata.GetFieldDefinition)
                .Where(field => field.Attributes.HasFlag(FieldAttributes.Public) && !field.Attributes.HasFlag(FieldAttributes.SpecialName))
                .Select(field => $"F:{name}.{_metadata.GetString(field.Name)}"),
            .. type.GetProperties().Select(_metadata.GetPropertyDefinition)
                .Where(property => IsPublic(property.GetAccessors().Getter) || IsPublic(property.GetAccessors().Setter))
                .Select(property => $"P:{name}.{_metadata.GetString(property.Name)}"),
            .. type.GetMethods().Where(IsPublic).Select(_metadata.GetMethodDefinition)
                .Where(IsWritten)
                .Select(method => $"M:{name}.{_metadata.GetString(method.Name).Replace(".ctor", "#ctor", StringComparison.Ordinal)}"),
        ];
    }

    private string FullName(TypeDefinition type) => type.IsNested
        ? $"{FullName(_metadata.GetTypeDefinition(type.GetDeclaringType()))}.{_metadata.GetString(type.Name)}"
        : $"{_metadata.GetString(type.Namespace)}.{_metadata.GetString(type.Name)}";

    private bool IsPublic(TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic => IsPublic(_metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private bool IsPublic(MethodDefinitionHandle method) =>
        !method.IsNil && (_metadata.GetMethodDefinition(method).Attributes & MethodAttributes.MemberAccessMask) == MethodAttributes.Public;

    /// <summary>Excludes accessors and members that the compiler adds to a record.</summary>
    private bool IsWritten(MethodDefinition method)
    {
        var name = _metadata.GetString(method.Name);
        return (!method.Attributes.HasFlag(MethodAttributes.SpecialName) || name is ".ctor" || name.StartsWith("op_", StringComparison.Ordinal))
            && !method.GetCustomAttributes().Any(IsMarkOfTheCompiler);
    }

    private bool IsMarkOfTheCompiler(CustomAttributeHandle handle) =>
        _metadata.GetCustomAttribute(handle).Constructor is { Kind: HandleKind.MemberReference } constructor
        && _metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeReference } mark
        && _metadata.StringComparer.Equals(_metadata.GetTypeReference((TypeReferenceHandle)mark).Name, nameof(CompilerGeneratedAttribute));
}
