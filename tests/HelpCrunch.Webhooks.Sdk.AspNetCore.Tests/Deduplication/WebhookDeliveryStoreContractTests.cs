using HelpCrunch.Webhooks.Sdk.StoreContract;
using Microsoft.Extensions.Time.Testing;

namespace HelpCrunch.Webhooks.Sdk.AspNetCore.Tests;

/// <summary>The contract finds a store that breaks a rule.</summary>
public sealed class WebhookDeliveryStoreContractTests
{
    [Theory]
    [InlineData(StoreFault.ClaimIsNotAtomic, "Claim_ConcurrentlyNewDeliveries_EachIsClaimedOnce")]
    [InlineData(StoreFault.ClaimIsNotAtomic, "Claim_ConcurrentlyUntilCompleted_EachIsHandledOnce")]
    [InlineData(StoreFault.ClaimOfAnExpiredClaimIsNotAtomic, "Claim_ConcurrentlyExpiredClaims_EachIsClaimedOnce")]
    [InlineData(StoreFault.ClaimNeverExpires, "Claim_ExpiredClaim_IsClaimedByAnother")]
    [InlineData(StoreFault.ClaimExpiresAtOnce, "Claim_NewDelivery_IsClaimedAndThenInProgress")]
    [InlineData(StoreFault.ClaimHasAFixedTime, "Claim_ExpiredClaim_IsClaimedByAnother")]
    [InlineData(StoreFault.ClaimExpiresAtOnce, "Claim_BeforeTheClaimExpires_IsInProgress")]
    [InlineData(StoreFault.ClaimIgnoresTheToken, "Claim_WithAnotherToken_IsInProgress(1, 2)")]
    [InlineData(StoreFault.ClaimIgnoresTheToken, "Claim_WithTheTokenOfAnExpiredClaimWhenAnotherHasClaimed_IsInProgress")]
    [InlineData(StoreFault.ClaimWithTheSameTokenIsInProgress, "Claim_AgainWithTheTokenOfTheClaim_IsClaimed")]
    [InlineData(StoreFault.ClaimWithTheSameTokenKeepsTheTime, "Claim_AgainWithTheTokenOfTheClaim_HoldsForTheNewTime")]
    [InlineData(StoreFault.ClaimWithTheSameTokenReopensACompletedDelivery, "Complete_Claim_IsCompletedForEveryToken")]
    [InlineData(StoreFault.TokenIsAnInt32, "Claim_WithAnotherToken_IsInProgress(1, 4294967297)")]
    [InlineData(StoreFault.TokenIsADouble, "Claim_WithAnotherToken_IsInProgress(9223372036854775805, 9223372036854775806)")]
    [InlineData(StoreFault.CompleteNeedsTheToken, "Complete_WhenAnotherHasTheClaim_IsCompleted")]
    [InlineData(StoreFault.CompleteNeedsAClaim, "Complete_WithoutAClaim_IsCompleted")]
    [InlineData(StoreFault.CompleteNeedsAClaim, "Complete_AfterItWasAbandoned_IsCompleted")]
    [InlineData(StoreFault.CompleteNeedsAClaimThatHasNotExpired, "Complete_AfterTheClaimExpired_IsCompleted")]
    [InlineData(StoreFault.CompleteKeepsTheTimeOfTheClaim, "Complete_WindowLongerThanTheClaim_LastsForTheWindow")]
    [InlineData(StoreFault.CompleteKeepsTheFirstWindow, "Complete_Again_IsCompletedUntilTheLaterWindowEnds")]
    [InlineData(StoreFault.CompletedNeverExpires, "Complete_WindowEnds_IsClaimed")]
    [InlineData(StoreFault.AbandonIgnoresTheToken, "Abandon_WithAnotherToken_DoesNotReleaseTheClaim")]
    [InlineData(StoreFault.AbandonIgnoresTheToken, "Abandon_AfterTheClaimExpired_DoesNotReleaseTheClaimOfAnother")]
    [InlineData(StoreFault.AbandonIgnoresTheToken, "Abandon_ConcurrentlyWithOtherTokens_DoesNotReleaseTheClaim")]
    [InlineData(StoreFault.AbandonDoesNothing, "Abandon_Claim_IsClaimedByAnother")]
    [InlineData(StoreFault.AbandonReleasesACompletedDelivery, "Abandon_CompletedDelivery_RemainsCompleted")]
    [InlineData(StoreFault.AbandonWithoutAClaimThrows, "Abandon_WithoutAClaim_IsClaimed")]
    [InlineData(StoreFault.HandlersIgnoreTheToken, "CompletedHandlers_AbandonedWithAnotherToken_AreNone")]
    [InlineData(StoreFault.HandlersAreThoseOfTheFirstAttempt, "CompletedHandlers_OfSeveralAttempts_AreThoseOfTheLastOne")]
    [InlineData(StoreFault.HandlersAreDeletedByNone, "CompletedHandlers_AbandonedAgainWithoutNames_AreNotDeleted")]
    [InlineData(StoreFault.HandlersNeverExpire, "CompletedHandlers_AfterTheirWindow_AreNone")]
    [InlineData(StoreFault.HandlersAreSeparatedByCommas, "CompletedHandlers_OfAnAbandonedClaim_AreReturnedOrIgnored")]
    [InlineData(StoreFault.HandlersIgnoreTheEndpoint, "CompletedHandlers_OfAnotherDelivery_AreNone")]
    [InlineData(StoreFault.HandlersCompleteTheDelivery, "CompletedHandlers_OfAnAbandonedClaim_AreReturnedOrIgnored")]
    [InlineData(StoreFault.IdIgnoresTheEndpoint, "Id_OfAnotherEndpoint_IsAnotherDelivery")]
    [InlineData(StoreFault.IdIsAppendedToTheEndpoint, "Id_EndOfTheEndpointName_Counts(b, c, , bc)")]
    [InlineData(StoreFault.IdIgnoresCase, "Id_OfThisForm_IdentifiesOneDelivery(uppercase letter)")]
    [InlineData(StoreFault.IdIsTrimmed, "Id_OfThisForm_IdentifiesOneDelivery(space at the end)")]
    [InlineData(StoreFault.IdIsUtf8, "Id_OfThisForm_IdentifiesOneDelivery(lone surrogate)")]
    [InlineData(StoreFault.IdIsNormalized, "Id_OfThisForm_IdentifiesOneDelivery(combining character)")]
    [InlineData(StoreFault.IdEndsAtANullCharacter, "Id_OfThisForm_IdentifiesOneDelivery(different after U+0000)")]
    [InlineData(StoreFault.IdIsShortened, "Id_OfThisForm_IdentifiesOneDelivery(4 kilobytes that differ at the end)")]
    [InlineData(StoreFault.IdIsParsedAsUuid, "Id_OfThisForm_IdentifiesOneDelivery(UUID without hyphens)")]
    [InlineData(StoreFault.IdThrowsWhenEmpty, "Id_OfThisForm_IdentifiesOneDelivery(empty)")]
    public async Task Contract_StoreBreaksThisRule_TheTestFails(StoreFault fault, string test)
    {
        var contract = StoreContractTest.All.Single(contractTest => contractTest.Name == test);

        await contract.Awaiting(run => run.RunAsync(new Contract(fault))).Should().ThrowAsync<Exception>();
    }

    [Fact]
    public async Task Contract_StoreBreaksNoRule_AllTestsPass()
    {
        foreach (var test in StoreContractTest.All)
        {
            await test.RunAsync(new Contract(StoreFault.None));
        }
    }

    private sealed class Contract(StoreFault fault) : WebhookDeliveryStoreContract
    {
        private readonly FakeTimeProvider _clock = new();

        protected override ValueTask<IWebhookDeliveryStore> CreateStoreAsync() => ValueTask.FromResult<IWebhookDeliveryStore>(new FaultyStore(fault, _clock));

        protected override Task PassTimeAsync(TimeSpan time)
        {
            _clock.Advance(time);
            return Task.CompletedTask;
        }
    }
}
