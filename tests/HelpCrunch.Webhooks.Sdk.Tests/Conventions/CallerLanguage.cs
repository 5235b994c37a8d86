using System.Reflection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>
/// Finds what a caller needs a newer C# for than the default of the oldest target, which is C# 7.3 for .NET Framework.
/// <c>required</c> members (C# 11) are left out: they are needed only by callers that make an event themselves.
/// </summary>
internal static class CallerLanguage
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, string> Marks = new()
    {
        ["System.Runtime.CompilerServices.ParamCollectionAttribute"] = "a params collection (C# 13)",
        ["System.Runtime.CompilerServices.OverloadResolutionPriorityAttribute"] = "an overload priority (C# 13)",
        ["System.Runtime.CompilerServices.RequiresLocationAttribute"] = "a ref readonly parameter (C# 12)",
        ["System.Runtime.CompilerServices.ExtensionMarkerAttribute"] = "an extension member (C# 14)",
    };

    public static IEnumerable<string> NewerFeaturesOf(Assembly assembly) =>
        from type in assembly.GetExportedTypes()
        from finding in MarksOf(type).Concat(type.GetMembers(Declared).Where(IsVisible).SelectMany(MarksOf))
        select $"{type.FullName}: {finding}";

    private static bool IsVisible(MemberInfo member) => member is not MethodBase { IsPublic: false, IsFamily: false, IsFamilyOrAssembly: false };

    private static IEnumerable<string> MarksOf(MemberInfo member)
    {
        var found = member.CustomAttributes.Concat((member as MethodBase)?.GetParameters().SelectMany(parameter => parameter.CustomAttributes) ?? [])
            .Select(mark => Marks.TryGetValue(mark.AttributeType.FullName!, out var feature) ? feature : null)
            .OfType<string>()
            .Concat(GenericParametersOf(member).Any(AllowsRefStruct) ? ["'allows ref struct' (C# 13)"] : [])
            .Concat(member is MethodInfo { IsAbstract: false, IsPublic: true, DeclaringType.IsInterface: true } ? ["a default or static interface member (C# 8)"] : [])
            .Concat(member is MethodInfo { IsAbstract: true, IsStatic: true } ? ["a static abstract member (C# 11)"] : []);
        return found.Select(feature => $"{member.Name} has {feature}");
    }

    private static Type[] GenericParametersOf(MemberInfo member) => member switch
    {
        Type type => type.GetGenericArguments(),
        MethodInfo method => method.GetGenericArguments(),
        _ => [],
    };

    private static bool AllowsRefStruct(Type parameter) => ((int)parameter.GenericParameterAttributes & 0x20) != 0;
}
