namespace HelpCrunch.Webhooks.Sdk;

/// <summary>A type that a custom converter can convert.</summary>
internal abstract class ConvertibleType
{
    public abstract Type ClrType { get; }

    /// <summary>Looks up the converter for the type, so that a later lookup does not throw.</summary>
    public abstract void ResolveConverter(CustomConverters converters);
}

/// <inheritdoc />
internal sealed class ConvertibleType<T> : ConvertibleType
{
    public override Type ClrType => typeof(T);

    public override void ResolveConverter(CustomConverters converters) => converters.Find<T>();
}
