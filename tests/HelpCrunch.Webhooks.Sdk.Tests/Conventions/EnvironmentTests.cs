using System.Globalization;

namespace HelpCrunch.Webhooks.Sdk.Tests.Conventions;

/// <summary>
/// That a run under another culture and in another time zone really is one: <c>dotnet test -e LC_ALL=tr_TR.UTF-8 -e TZ=Asia/Kathmandu</c>.
/// </summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void CurrentCulture_LcAll_IsApplied()
    {
        var asked = Environment.GetEnvironmentVariable("LC_ALL")?.Split('.')[0].Replace('_', '-') ?? "";
        var culture = CultureInfo.CurrentCulture;

        if (asked is "tr-TR" or "ar-SA")
        {
            culture.Name.Should().Be(asked);
        }

        // The cultures are chosen for their casing rules and their calendar.
        (culture.TextInfo.ToUpper('i') == 'İ').Should().Be(culture.TwoLetterISOLanguageName is "tr" or "az");
        (new DateTime(2020, 12, 9).ToString("yyyy", culture) == "1442").Should().Be(culture.Name == "ar-SA");
    }

    [Fact]
    public void LocalTime_Tz_IsApplied()
    {
        var isInKathmandu = Environment.GetEnvironmentVariable("TZ") == "Asia/Kathmandu";

        (TimeZoneInfo.Local.BaseUtcOffset == new TimeSpan(5, 45, 0)).Should().Be(isInKathmandu || TimeZoneInfo.Local.Id == "Asia/Kathmandu");
    }
}
