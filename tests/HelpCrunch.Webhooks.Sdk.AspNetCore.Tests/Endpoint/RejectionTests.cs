using System.Reflection;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The table of rejections. It is internal, so it is read by reflection.</summary>
public sealed class RejectionTests
{
    private static readonly Type Table = typeof(HelpCrunchWebhooksTelemetry).Assembly.GetType("HelpCrunch.Webhooks.Sdk.AspNetCore.Rejection", throwOnError: true)!;

    public static TheoryData<WebhookSignatureStatus> RejectedStatuses { get; } =
        [.. Enum.GetValues<WebhookSignatureStatus>().Where(status => status != WebhookSignatureStatus.Valid)];

    [Theory]
    [MemberData(nameof(RejectedStatuses))]
    public void From_EveryStatusExceptValid_ReturnsTheRejectionOfItsName(WebhookSignatureStatus status)
    {
        var rejection = From(status);

        Value<int>(rejection, "StatusCode").Should().Be(401);
        Value<string>(rejection, "Reason").Should().Contain($"{status}".ToLowerInvariant());
    }

    [Fact]
    public void From_Valid_Throws() =>
        FluentActions.Invoking(() => From(WebhookSignatureStatus.Valid)).Should().Throw<TargetInvocationException>().WithInnerException<ArgumentOutOfRangeException>();

    private static object From(WebhookSignatureStatus status) => Table.GetMethod("From")!.Invoke(null, [status])!;

    private static T Value<T>(object rejection, string property) => (T)Table.GetProperty(property)!.GetValue(rejection)!;
}
