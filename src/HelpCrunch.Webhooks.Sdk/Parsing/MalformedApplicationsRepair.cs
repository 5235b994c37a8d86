using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Repairs <c>"applications": { 743, 42 }</c>, which is not JSON but is printed in HelpCrunch's documentation. If HelpCrunch sends it, it
/// is read as <c>[743, 42]</c>. No other error is repaired.
/// </summary>
internal static class MalformedApplicationsRepair
{
    /// <summary>Returns the body with a JSON array instead. Null when the body has another error.</summary>
    public static byte[]? TryRepair(ReadOnlySpan<byte> body, in JsonSyntaxError error)
    {
        if (error.LastToken != JsonTokenType.StartObject || error.Path != "$.eventData.applications")
        {
            return null;
        }

        var list = body.Slice(error.LastTokenStart + 1);
        var end = list.IndexOf((byte)'}');
        if (end < 0 || !HoldsWholeNumbersOnly(list.Slice(0, end)))
        {
            return null;
        }

        var repaired = body.ToArray();
        repaired[error.LastTokenStart] = (byte)'[';
        repaired[error.LastTokenStart + 1 + end] = (byte)']';
        return repaired;
    }

    private static bool HoldsWholeNumbersOnly(ReadOnlySpan<byte> list)
    {
        foreach (var character in list)
        {
            if (character is not ((>= (byte)'0' and <= (byte)'9') or (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
    }
}
