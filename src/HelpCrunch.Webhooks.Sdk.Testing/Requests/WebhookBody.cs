using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HelpCrunch.Webhooks.Sdk.Serialization;

namespace HelpCrunch.Webhooks.Sdk.Testing;

/// <summary>
/// Writes the bodies of webhooks as HelpCrunch does: compact JSON, with the properties in the documented order, and the times of
/// <c>eventData</c> as strings.
/// </summary>
public static class WebhookBody
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonTypeInfo<WebhookEvent> EventTypeInfo = GetEventTypeInfo(WebhookJson.TypeInfoResolver);

    /// <summary>Writes an event.</summary>
    /// <param name="webhookEvent">The event.</param>
    /// <param name="options">The options. Null, which is the default, for the default options.</param>
    /// <returns>The UTF-8 bytes of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webhookEvent"/> is null.</exception>
    /// <exception cref="NotSupportedException">
    /// The event is a <see cref="CustomEvent{TData}"/>, and <see cref="WebhookBodyOptions.TypeInfoResolver"/> does not resolve its data.
    /// </exception>
    public static byte[] Write(WebhookEvent webhookEvent, WebhookBodyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(webhookEvent);

        var typeInfo = options?.TypeInfoResolver is { } resolver
            ? GetEventTypeInfo(JsonTypeInfoResolver.Combine(WebhookJson.TypeInfoResolver, resolver))
            : EventTypeInfo;
        return Write(webhookEvent, typeInfo, options);
    }

    /// <summary>Writes an object with your metadata, for example to send what the SDK does not model.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <param name="value">The object.</param>
    /// <param name="typeInfo">The metadata of the type, from your <c>JsonSerializerContext</c>.</param>
    /// <param name="options">The options. Null, which is the default, for the default options.</param>
    /// <returns>The UTF-8 bytes of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="typeInfo"/> is null.</exception>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> typeInfo, WebhookBodyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);

        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, WriterOptions))
        {
            JsonSerializer.Serialize(json, value, typeInfo);
        }

        return Escape(body.ToArray(), options);
    }

    /// <summary>Writes an object by reflection, for example an anonymous one, to send what the SDK does not model.</summary>
    /// <param name="value">The object. The names of its properties are not changed.</param>
    /// <param name="options">The options. Null, which is the default, for the default options.</param>
    /// <returns>The UTF-8 bytes of the body.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    [RequiresUnreferencedCode("Writes the object by reflection. In a trimmed app, pass the JsonTypeInfo<T> of your JsonSerializerContext.")]
    [RequiresDynamicCode("Writes the object by reflection. In a Native AOT app, pass the JsonTypeInfo<T> of your JsonSerializerContext.")]
    public static byte[] WriteObject(object value, WebhookBodyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);

        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, WriterOptions))
        {
            JsonSerializer.Serialize(json, value, value.GetType());
        }

        return Escape(body.ToArray(), options);
    }

    private static byte[] Escape(byte[] body, WebhookBodyOptions? options) =>
        options?.EscapeLikePhp != true
            ? body
            : JsonRewriter.Rewrite(body, JsonEscaping.SlashesAndUnicode, JsonLayout.Compact)
                ?? throw new InvalidOperationException("The body cannot be escaped as PHP does, because it is nested too deeply.");

    private static JsonTypeInfo<WebhookEvent> GetEventTypeInfo(IJsonTypeInfoResolver resolver) =>
        (JsonTypeInfo<WebhookEvent>)new JsonSerializerOptions { TypeInfoResolver = resolver }.GetTypeInfo(typeof(WebhookEvent));
}
