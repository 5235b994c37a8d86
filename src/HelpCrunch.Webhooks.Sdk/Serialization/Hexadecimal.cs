namespace HelpCrunch.Webhooks.Sdk.Serialization;

/// <summary>Hexadecimal digits of either case.</summary>
internal static class Hexadecimal
{
    /// <summary>The value of a digit; -1 for anything else.</summary>
    public static int Digit(int character) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'f' => character - 'a' + 10,
        >= 'A' and <= 'F' => character - 'A' + 10,
        _ => -1,
    };

    /// <summary>The digit of a value from 0 to 15, in lower case.</summary>
    public static char Character(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
