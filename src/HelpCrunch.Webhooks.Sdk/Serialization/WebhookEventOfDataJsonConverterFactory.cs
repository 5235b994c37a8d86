using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>
/// Makes the converter of a <see cref="WebhookEvent{TData}"/>. Where code cannot be made at run time (Native AOT), serialise as
/// <see cref="WebhookEvent"/> or as the family instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WebhookEventOfDataJsonConverterFactory : JsonConverterFactory
{
    /// <summary>Whether the type is a <see cref="WebhookEvent{TData}"/>.</summary>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(WebhookEvent<>);

    /// <summary>Makes the converter.</summary>
    /// <exception cref="NotSupportedException">Code cannot be made at run time.</exception>
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(WebhookEventJsonConverter<>))]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code cannot be made at run time, the line before has thrown.")]
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            throw new NotSupportedException("A converter for WebhookEvent<TData> cannot be made at run time here. Serialise as WebhookEvent, or as the family.");
        }

        return (JsonConverter)Activator.CreateInstance(typeof(WebhookEventJsonConverter<>).MakeGenericType(typeToConvert))!;
    }
}
