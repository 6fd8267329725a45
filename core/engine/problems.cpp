// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/problems.h"

namespace sotto::engine {
namespace {

/// A wait of the relay, as a wall-clock time; 0 where it never ends by itself.
std::int64_t untilOf(std::chrono::seconds wait, bool hard, WallTime now)
{
    return hard || wait.count() == 0 ? 0 : toMs(now + wait);
}

ProblemKind kindOf(relay::LoginFailure::Kind kind)
{
    using From = relay::LoginFailure::Kind;
    switch (kind) {
    case From::WrongPassword:
        return ProblemKind::WrongPassword;
    case From::LockedOut:
        return ProblemKind::LockedOut;
    case From::AccountDisabled:
        return ProblemKind::AccountDisabled;
    case From::TokenExpired:
        return ProblemKind::SignInAgain;
    case From::Unreachable:
    case From::Timeout:
        return ProblemKind::RelayUnreachable;
    case From::Closed:
        return ProblemKind::RelayClosed;
    case From::CertificateUntrusted:
    case From::CertificateExpired:
    case From::CertificateName:
        return ProblemKind::CertificateUntrusted;
    case From::CertificateChanged:
        return ProblemKind::CertificateChanged;
    case From::Incompatible:
        return ProblemKind::RelayIncompatible;
    case From::Tampered:
        return ProblemKind::RelayTampered;
    case From::Conflict:
        return ProblemKind::SignedInElsewhere;
    }
    return ProblemKind::RelayClosed;
}

}  // namespace

Problem problemOf(const relay::LoginFailure& failure, WallTime now)
{
    return {kindOf(failure.kind), untilOf(failure.wait, failure.hard, now)};
}

Problem problemOf(const relay::CodeRefusal& refusal, WallTime now)
{
    using Reason = relay::CodeRefusal::Reason;
    switch (refusal.reason) {
    case Reason::Wrong:
        return {ProblemKind::WrongCode, 0};
    case Reason::Reused:
        return {ProblemKind::CodeAlreadyUsed, 0};
    case Reason::Locked:
        return {ProblemKind::LockedOut, untilOf(refusal.wait, refusal.hard, now)};
    }
    return {ProblemKind::WrongCode, 0};
}

std::optional<ProblemKind> endingOf(const relay::LoginFailure& failure, bool hadToken)
{
    using From = relay::LoginFailure::Kind;
    if (failure.kind == From::AccountDisabled || failure.kind == From::Conflict)
        return kindOf(failure.kind);
    if (failure.kind == From::TokenExpired && hadToken)
        return ProblemKind::AccessWithdrawn;
    return std::nullopt;
}

Problem vaultProblem(const Error& error)
{
    switch (error.code) {
    case Errc::Busy:
        return {ProblemKind::VaultInUse, 0};
    case Errc::Newer:
        return {ProblemKind::VaultNewer, 0};
    case Errc::Missing:
        return {ProblemKind::VaultMissing, 0};
    case Errc::StorageFull:
        return {ProblemKind::DiskFull, 0};
    case Errc::Malformed:
    case Errc::Forged:
        return {ProblemKind::VaultDamaged, 0};
    default:
        return {ProblemKind::StorageFailed, 0};
    }
}

}  // namespace sotto::engine
