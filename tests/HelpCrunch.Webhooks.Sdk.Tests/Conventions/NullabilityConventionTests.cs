using System.Reflection;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>Which members are nullable for the compiler of a user.</summary>
public sealed class NullabilityConventionTests
{
    private static readonly NullabilityInfoContext Nullability = new();

    [Fact]
    public void Members_ExceptIdsAndLists_AreNullable()
    {
        foreach (var property in DocumentedFields.Of.Keys.SelectMany(SdkMetadata.PropertiesOf))
        {
            var isAlwaysThere = SdkMetadata.IsRequired(property)
                || property.PropertyType == typeof(CustomData)
                || property.PropertyType == typeof(IReadOnlyList<long>)
                || property.Name == "AdditionalProperties";

            (Nullability.Create(property).ReadState == NullabilityState.NotNull).Should().Be(
                isAlwaysThere, "that is so for {0}.{1}", property.DeclaringType!.Name, property.Name);
        }
    }
}
