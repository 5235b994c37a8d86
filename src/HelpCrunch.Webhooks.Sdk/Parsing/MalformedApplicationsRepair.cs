using System.Text.Json;

namespace HelpCrunch.Webhooks.Sdk;

/// <summary>
/// Repairs <c>"applications": { 743, 42 }</c>, which HelpCrunch's page prints and which is not JSON. If HelpCrunch really sends it, it is
/// read as <c>[743, 42]</c>. Nothing else is repaired.
/// </summary>
internal static class MalformedApplicationsRepair
{
    /// <summary>The body with a JSON array in that place; null when the error is another one.</summary>
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
