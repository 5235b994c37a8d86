using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Makes the converter of a <see cref="CustomEvent{TData}"/>. Where code cannot be made at run time (Native AOT), add a
/// <see cref="CustomEventJsonConverter{TData}"/> to the converters of your options instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CustomEventJsonConverterFactory : JsonConverterFactory
{
    /// <summary>Whether the type is a <see cref="CustomEvent{TData}"/>.</summary>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(CustomEvent<>);

    /// <summary>Makes the converter.</summary>
    /// <exception cref="NotSupportedException">Code cannot be made at run time.</exception>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(CustomEventJsonConverter<>))]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the line before has thrown.")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new NotSupportedException(
                $"A converter for CustomEvent<{typeToConvert.GetGenericArguments()[0].Name}> cannot be made at run time here. Add a CustomEventJsonConverter of that type to the Converters of your JsonSerializerOptions.");
        }

        return (JsonConverter)Activator.CreateInstance(typeof(CustomEventJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }
}
