// What trimming and Native AOT read, neither of which netstandard2.0 knows: call sites carry them all the same.
namespace System.Diagnostics.CodeAnalysis;

[Flags]
internal enum DynamicallyAccessedMemberTypes
{
    PublicParameterlessConstructor = 0x0001,
    PublicConstructors = 0x0003,
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class DynamicallyAccessedMembersAttribute(DynamicallyAccessedMemberTypes memberTypes) : Attribute
{
    public DynamicallyAccessedMemberTypes MemberTypes { get; } = memberTypes;
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class RequiresUnreferencedCodeAttribute(string message) : Attribute
{
    public string Message { get; } = message;
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class RequiresDynamicCodeAttribute(string message) : Attribute
{
    public string Message { get; } = message;
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
internal sealed class UnconditionalSuppressMessageAttribute(string category, string checkId) : Attribute
{
    public string Category { get; } = category;

    public string CheckId { get; } = checkId;

    public string? Justification { get; set; }
}

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
internal sealed class DynamicDependencyAttribute(DynamicallyAccessedMemberTypes memberTypes, Type type) : Attribute
{
    public DynamicallyAccessedMemberTypes MemberTypes { get; } = memberTypes;

    public Type Type { get; } = type;
}
