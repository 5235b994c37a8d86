namespace HelpCrunch.Webhooks.Sdk;

/// <summary>The white space of JSON text.</summary>
internal enum JsonLayout
{
    AsIs = 0,
    Compact,

    /// <summary>Indented as PHP does.</summary>
    FourSpaces,

    /// <summary>Indented as .NET and JavaScript's tools do.</summary>
    TwoSpaces,

    /// <summary>A space behind commas and colons, as Python writes.</summary>
    Spaced,
}
