using System.Text;

namespace HelpCrunch.Webhooks.Sdk.Fuzz;

/// <summary>A promise of the library that a body broke.</summary>
/// <param name="Promise">The promise.</param>
/// <param name="Detail">The observed behavior.</param>
/// <param name="Body">The body.</param>
internal sealed record Finding(string Promise, string Detail, byte[] Body)
{
    public override string ToString() => $"""
        {Promise}
          seen:   {Detail}
          body:   {string.Concat(Encoding.Latin1.GetString(Body).Select(character => character is < ' ' or > '~' ? $"\\x{(int)character:x2}" : character.ToString()))}
          base64: {Convert.ToBase64String(Body)}
        """;
}
