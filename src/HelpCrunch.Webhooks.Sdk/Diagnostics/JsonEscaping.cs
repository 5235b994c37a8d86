namespace HelpCrunch.Webhooks.Sdk;

/// <summary>What is escaped in the strings of JSON text beyond what must be: the choices of PHP's <c>json_encode</c>.</summary>
[Flags]
internal enum JsonEscaping
{
    AsIs = 0,
    Slashes = 1,
    Unicode = 2,

    /// <summary>PHP's default, and so HelpCrunch's.</summary>
    SlashesAndUnicode = Slashes | Unicode,

    /// <summary>Nothing more than must be.</summary>
    Least = 4,
}
