// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/error_text.h"

#include "ui/emergency_words.h"
#include "ui/time_text.h"

#include <QCoreApplication>

namespace sotto::ui {
namespace {

class ErrorTexts {
    Q_DECLARE_TR_FUNCTIONS(sotto::ui::ErrorText)
public:
    static ErrorText signIn(const Problem& problem);
    static ErrorText door(const Problem& problem);
    static ErrorText relay(const Problem& problem);
    static ErrorText vault(const Problem& problem);
    static ErrorText sendingFile(const Problem& problem);
    static ErrorText file(const Problem& problem);
    static ErrorText onCall(const Problem& problem);
    static ErrorText readOnly(StorageState state);
};

ErrorText ErrorTexts::signIn(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::WrongPassword:
        return {tr("That address and password do not belong together."),
                tr("Nothing was changed and nothing was sent."),
                tr("Check the address and Caps Lock, then type the password again.")};
    case ProblemKind::SignInAgain:
        return {tr("Your sign-in for this shift has ended."),
                tr("Your messages are locked and safe."),
                tr("Sign in again with your password and a code.")};
    case ProblemKind::WrongCode:
        return {tr("That code was not accepted."), tr("Your password was right."),
                tr("Wait for the next code in your authenticator app and type that one. If it "
                   "fails again, check the clock of your phone.")};
    case ProblemKind::CodeAlreadyUsed:
        return {tr("That code has been used already. Each code works once."),
                tr("Your password was right."),
                tr("Wait for the next code in your authenticator app.")};
    case ProblemKind::LockedOut:
        return {problem.untilMs > 0
                    ? tr("Too many wrong tries. The clinic's server accepts new ones from %1.")
                          .arg(clockText(problem.untilMs))
                    : tr("Too many wrong tries. The clinic's server refuses new ones for now."),
                tr("Your messages are safe and keep arriving."),
                tr("Wait until then, or ask your administrator to unlock the account. If it "
                   "was not you who tried, tell your administrator now.")};
    case ProblemKind::LockedOutHere:
        return {tr("Too many wrong tries. This workstation accepts new ones for this address "
                   "from %1.")
                    .arg(clockText(problem.untilMs)),
                tr("Your messages are safe and keep arriving."),
                tr("Wait until then. If it was not you who tried, tell your administrator now.")};
    case ProblemKind::AccountDisabled:
        return {tr("Your clinic has ended access for this account."),
                tr("Messages on this workstation stay locked; nobody can read them."),
                tr("Ask your administrator.")};
    case ProblemKind::AccessWithdrawn:
        return {tr("The clinic's server has ended this sign-in."),
                tr("Your messages are locked and safe."),
                tr("Sign in again with your password and a code. If your password was changed, "
                   "use the new one. If neither works, ask your administrator.")};
    case ProblemKind::AddressInvalid:
        return {tr("That is not a complete address."), tr("Nothing was sent."),
                tr("Type it like an e-mail address, for example desk-a@clinic.example.")};
    case ProblemKind::AddressNotAllowed:
        return {tr("Your clinic's policy does not allow this address here."),
                tr("Nothing was sent."), tr("Use the address that your clinic gave you.")};
    case ProblemKind::DeviceErased:
        return {tr("This device was removed, by your clinic or by another device of yours. The "
                   "messages kept here were erased."),
                tr("Your other devices have their messages. Nothing on this one can be opened."),
                tr("If you removed it yourself, there is nothing to do; who signs in here begins "
                   "anew. If you know nothing of it, tell your administrator now.")};
    case ProblemKind::DeviceRemoved:
        return {tr("Another device of yours removed this one, so you were signed out here."),
                tr("Nothing was erased: the two were never compared, or your clinic does not "
                   "want it."),
                tr("To go on here, sign in and type the printed recovery code. If you removed "
                   "nothing, tell your administrator now.")};
    case ProblemKind::SignedInElsewhere:
        return {tr("You were signed in on another computer, so you were signed out here."),
                tr("Your messages are safe here and there."),
                tr("Sign in again to go on here. If the other sign-in was not you, change your "
                   "password and tell your administrator.")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::door(const Problem& problem)
{
    const auto locked = tr("Your messages are safe on this workstation, locked.");
    const auto connect = tr("Connect to a network that reaches the clinic's server, then sign in.");
    switch (problem.kind) {
    case ProblemKind::WrongPin:
        return {tr("That is not your PIN."), tr("Nothing was changed and nothing was sent."),
                tr("Type it again, or use your password. After too many wrong tries you sign in "
                   "with password and code.")};
    case ProblemKind::PinUnavailable:
        return {tr("Your PIN cannot be used now: it has ended, or the clinic's server cannot be "
                   "reached."),
                locked, tr("Use your password.")};
    case ProblemKind::VaultPasswordOld:
        return {tr("Your password was changed, but not on this workstation."),
                tr("Nothing is lost: your messages here still open with the old one."),
                tr("Type the password that you used here before, or the printed recovery code.")};
    case ProblemKind::WrongOldPassword:
        return {tr("That is not the password that you used here last."),
                tr("Nothing was changed. You are signed in at the clinic's server."),
                tr("Try again, or use the printed recovery code.")};
    case ProblemKind::OfflineNotReady:
        return {tr("The clinic's server cannot be reached, and without it this workstation "
                   "cannot open your messages now."),
                locked, connect};
    case ProblemKind::OfflineEnded:
        return {tr("The time for which your clinic lets you open messages without its server has "
                   "run out."),
                locked, connect};
    case ProblemKind::OfflineClock:
        return {tr("The clock of this computer shows an earlier time than before, so nobody knows "
                   "how long it has been without the clinic's server."),
                locked, tr("Set the clock right, or connect to a network and sign in.")};
    case ProblemKind::OfflineTriesUsed:
        return {tr("Too many wrong passwords without the clinic's server. Opening without it has "
                   "ended."),
                locked, connect};
    case ProblemKind::OfflineNoKeyChain:
        return {tr("The clinic's server cannot be reached, and this computer's key chain does not "
                   "answer, which holds what is needed to do without."),
                locked,
                tr("Unlock the key chain or sign in to the computer again. Else connect to a "
                   "network and sign in.")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::relay(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::RelayUnreachable:
        return {tr("The clinic's server cannot be reached."),
                tr("Your messages are safe on this workstation; what you wrote is kept."),
                tr("Check the network cable or Wi-Fi. Sotto tries again by itself.")};
    case ProblemKind::OutOfContact:
        return {tr("The clinic's server could not be reached for longer than your clinic allows, "
                   "so Sotto locked."),
                tr("Your messages are safe on this workstation; what you wrote is kept."),
                tr("Check the network cable or Wi-Fi. Unlock as soon as the server can be "
                   "reached; until then, phone.")};
    case ProblemKind::RelayClosed:
        return {tr("The clinic's server ended the connection."), tr("Nothing is lost."),
                tr("Try again in a minute. If it goes on, tell your administrator.")};
    case ProblemKind::CertificateUntrusted:
        return {tr("The clinic's server could not prove who it is."),
                tr("Your password was not sent."),
                tr("Do not try from another network. Tell your administrator: the server's "
                   "certificate is not trusted, has expired or has another name.")};
    case ProblemKind::CertificateChanged:
        return {tr("The clinic's server shows another identity than before."),
                tr("Your password was not sent."),
                tr("Ask your administrator whether the server was renewed. Until then, do not "
                   "sign in.")};
    case ProblemKind::RelayIncompatible:
        return {tr("The clinic's server lacks something that Sotto needs."),
                tr("Your password was not sent."),
                tr("Tell your administrator to run: sottoctl relay check")};
    case ProblemKind::RelayTampered:
        return {tr("Somebody between this workstation and the clinic's server changed the "
                   "connection."),
                tr("It was cut before your code was sent. Your messages are safe."),
                tr("Tell your administrator now, and do not use this network.")};
    case ProblemKind::SendRefused:
        return {tr("The other person has not signed in to Sotto yet."),
                tr("Your message waits here and goes out by itself once they have."),
                tr("If it is urgent, phone.")};
    case ProblemKind::TooManyDevices:
        return {tr("This team has %1 devices, and one message can go to 200 at most.")
                    .arg(problem.count),
                tr("Your message waits in the conversation. Nobody has got it, also not in part."),
                tr("Ask members to take devices off that they no longer use; it then goes out by "
                   "itself. Until then write to a smaller team, and phone if it is urgent.")};
    case ProblemKind::RoomUnfit:
        return {tr("A team's room is not what it must be: closed to others, with everybody's "
                   "address shown, and kept."),
                tr("Nothing is sent to it, and nothing from somebody outside the team is shown. "
                   "Your other conversations are safe."),
                tr("Tell your administrator, and write to each person until then.")};
    case ProblemKind::RoomGone:
        return {tr("You are no longer in this team, or its room was taken down."),
                tr("What was said before stays here, and what you typed is kept as a draft."),
                tr("Ask whoever leads the team, or write to people one by one.")};
    case ProblemKind::PhoneRefused:
        return {
            tr("A colleague wrote from a phone or an app that your clinic\u2019s policy does not "
               "let in."),
            tr("The message was not opened; a note stands in its place."),
            tr("Ask them to write from Sotto.")};
    case ProblemKind::ProfileNotSaved:
        return {tr("Your profile was not saved."), tr("Your colleagues see what they saw before."),
                tr("Try again when you are online.")};
    case ProblemKind::TeamNotChanged:
        return {tr("The team was not changed."), tr("Everybody in it reads what they read before."),
                tr("Only who made the team can change it, and only while online. Try again, or "
                   "ask them.")};
    case ProblemKind::RoleListRefused:
        return {tr("Your clinic\u2019s list of roles was changed, and the new one cannot be "
                   "trusted."),
                tr("The roles that were known before stay in force; without any, nobody holds "
                   "one."),
                tr("Tell your administrator.")};
    case ProblemKind::StatNotAllowed:
        return {tr("By your clinic\u2019s roles, STAT is not for you to send."),
                tr("Nothing was sent; what you wrote is kept as a draft."),
                tr("Send it as CONCERN, or call.")};
    case ProblemKind::BroadcastNotAllowed:
        return {tr("By your clinic\u2019s roles, broadcasts are not for you to send."),
                tr("Nothing was sent."),
                tr("Write in the team\u2019s conversation, or ask somebody who may.")};
    case ProblemKind::StartNotAllowed:
        return {tr("By your clinic\u2019s roles, you answer others but begin no conversation."),
                tr("Nothing was begun, and nobody was told."),
                tr("Ask the colleague to write to you first, or ask your administrator.")};
    case ProblemKind::ExportNotAllowed:
        return {tr("By your clinic\u2019s roles, you take nothing out of Sotto."),
                tr("Nothing was saved."), tr("Ask somebody who may, or your administrator.")};
    case ProblemKind::NotRecorded:
        return {tr("This could not be put on record."), tr("It was not done."),
                tr("Try again. If it goes on, tell your administrator that the activity log cannot "
                   "be written.")};
    case ProblemKind::PersonNotAllowed:
        return {tr("Your clinic\u2019s policy does not allow messages to this address."),
                tr("Nothing was sent; what you wrote is kept as a draft."),
                tr("Choose somebody from the directory, or ask your administrator.")};
    case ProblemKind::DeviceListContested:
        return {tr("Another app on your account takes this workstation off the list of your "
                   "devices again and again."),
                tr("What you have is safe, but new messages may not reach this workstation."),
                tr("Close the other apps on your account, or tell your administrator.")};
    case ProblemKind::KeyChanged:
        return {tr("A device of a colleague is not the one that it was."),
                tr("Nothing is sent to that device; their other devices are not affected."),
                tr("Ask them whether they set it up anew. If so, compare it with them under "
                   "Devices; if not, tell your administrator.")};
    case ProblemKind::KeyNotTheSame:
        return {tr("This device has changed since you looked at it."),
                tr("Nothing was decided, and nothing else is sent to it than before."),
                tr("Compare it with its owner once more.")};
    case ProblemKind::OrgListRefused:
        return {tr("Your clinic\u2019s list of devices was changed, and the new one cannot be "
                   "trusted."),
                tr("Devices that were not on the list before get nothing; nobody else is "
                   "affected."),
                tr("Tell your administrator.")};
    case ProblemKind::OwnDeviceAdded:
        return {tr("Another device was added to your account. From now on it gets the messages "
                   "that you send and receive."),
                tr("What you wrote before is not on it."),
                tr("Was it you? If not, remove it under Devices and tell your administrator.")};
    case ProblemKind::CloneDetected:
        return {
            tr("A message was sent with this workstation's keys, but not by this workstation. "
               "Its message store may be an old copy, or somebody has a copy of it."),
            tr("Sending has stopped here, so that nobody can write in your name. Messages still "
               "arrive, and what you type is kept as a draft."),
            tr("Phone your administrator now. After a check they run: sottoctl vault restore")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::vault(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::PolicyUnreadable:
        return {tr("The clinic's policy on this workstation cannot be read."),
                tr("The strictest rules are in force."), tr("Tell your administrator.")};
    case ProblemKind::PolicyUnsafe:
        return {tr("The clinic's policy file can be changed by others than the administrator."),
                tr("It was not used; the strictest rules are in force."),
                tr("Tell your administrator.")};
    case ProblemKind::VaultDamaged:
        return {tr("Your message store on this workstation is damaged."),
                tr("It was left as it is. Messages at the clinic's server are not affected."),
                tr("Ask your administrator to restore it from a backup.")};
    case ProblemKind::VaultMissing:
        return {tr("Your message store on this workstation is missing."),
                tr("Nothing was put in its place. Messages at the clinic's server are not "
                   "affected."),
                tr("Ask your administrator to restore a backup: sottoctl vault restore")};
    case ProblemKind::VaultInUse:
        return {tr("Your messages are open in another Sotto window."), tr("Nothing was changed."),
                tr("Use that window, or sign out there first.")};
    case ProblemKind::SignedInHere:
        return {tr("You are signed in on this workstation already."),
                tr("Your session was only locked; here it is."),
                tr("Type your password to go on.")};
    case ProblemKind::AlreadyRunning:
        return {tr("Sotto is already running on this workstation."), tr("Nothing was changed."),
                tr("Use the window that is open, or quit it first.")};
    case ProblemKind::VaultNewer:
        return {tr("Your message store was made by a newer version of Sotto."),
                tr("It was left as it is."), tr("Ask your administrator to update Sotto here.")};
    case ProblemKind::VaultKeyLost:
        return {tr("The clinic's server no longer has its half of your key."),
                tr("Your messages are still here, locked."),
                tr("Use your printed recovery code to open them.")};
    case ProblemKind::WrongRecoveryCode:
        return {tr("That recovery code does not open these messages."), tr("Nothing was changed."),
                tr("Compare it with the printed code letter by letter. The letters I, L, O and U "
                   "are never used in it.")};
    case ProblemKind::DiskFull:
        return {tr("The disk of this workstation is full."),
                tr("Nothing was lost; nothing new can be stored."),
                tr("Ask your administrator to free space, then try again.")};
    case ProblemKind::StorageFailed:
        return {tr("Your message store could not be read or written."),
                tr("What was stored before is kept."),
                tr("Try again. If it goes on, tell your administrator: the disk may be failing.")};
    case ProblemKind::BackupFailed:
        return {tr("The backup of your messages was not made."),
                tr("Your messages themselves are not affected."),
                tr("Sotto tries again within the hour. If it goes on, tell your administrator: "
                   "the disk may be full or failing.")};
    case ProblemKind::VaultRestored:
        return {tr("Your messages here were restored, and this workstation began anew."),
                tr("What colleagues wrote since the backup is asked for again. What you sent "
                   "from here since then has reached them, but cannot be shown here."),
                tr("Go on as usual. If a message looks missing, ask its sender.")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::sendingFile(const Problem& problem)
{
    const auto notSent = tr("The file was not sent.");
    switch (problem.kind) {
    case ProblemKind::FileTooLarge:
        return {tr("This file is larger than your clinic allows."),
                tr("It was neither sent nor fetched."), tr("Use a smaller one, or a part of it.")};
    case ProblemKind::FileKindRefused:
        return {tr("Your clinic does not allow files of this kind."), notSent,
                tr("Send it as a picture or a PDF.")};
    case ProblemKind::FileUnreadable:
        return {tr("This file cannot be read, or there is nothing in it."), notSent,
                tr("Open it yourself first to see whether it is whole, then send it again.")};
    case ProblemKind::FileNoService:
        return {tr("The clinic's server takes no files."),
                tr("The file was not sent. It is kept with its message."),
                tr("Tell your administrator, then try again.")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::file(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::FileNotMoved:
        return {tr("The file did not get through."), tr("Nothing was lost."),
                tr("Try again when the connection is better.")};
    case ProblemKind::FileGone:
        return {tr("The clinic's server no longer has this file."), tr("Your messages are safe."),
                tr("Ask its sender to send it again.")};
    case ProblemKind::FileHostRefused:
        return {tr("This file is not at your clinic's server, so it was not fetched."),
                tr("Nothing was asked for and nothing was sent."),
                tr("Ask its sender to send it again from within the clinic.")};
    case ProblemKind::FileBroken:
        return {tr("What came is not the file that was sent. It was thrown away."),
                tr("Nothing of it was shown or kept."),
                tr("Try again. If it fails again, tell your administrator.")};
    case ProblemKind::FileSaveDenied:
        return {tr("Your clinic does not allow saving files outside Sotto."),
                tr("The file is kept here, with its message."),
                tr("Open it here, or ask your administrator.")};
    case ProblemKind::OrderExportDenied:
        return {tr("Your clinic does not let you save orders as FHIR."),
                tr("The order is kept here, with its message."),
                tr("Enter it in the record by hand, or ask your administrator.")};
    case ProblemKind::FileDangerous:
        return {tr("A file of this kind can harm this computer, so it is not saved."),
                tr("It was not opened and does nothing where it is."),
                tr("Ask its sender for a PDF or a picture instead.")};
    case ProblemKind::FileNotSaved:
        return {tr("The file was not saved: that place does not take it, or a file of that name "
                   "is there."),
                tr("The file is kept here, with its message."),
                tr("Choose another name or another place.")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::onCall(const Problem& problem)
{
    switch (problem.kind) {
    case ProblemKind::OnCallMoved:
        return {tr("Somebody else gets what is written to this role now."),
                tr("Nothing was sent; what you wrote is kept."),
                tr("Look who holds the role now, then send it to them.")};
    case ProblemKind::OnCallNobody:
        return {tr("Nobody but you gets what is written to this role now."),
                tr("Nothing was sent; what you wrote is kept."),
                tr("Choose a person from the directory, or call them.")};
    case ProblemKind::OnCallNotChanged:
        return {tr("The role stays with whoever holds it: this was not taken by the clinic\u2019s "
                   "server, or the role is not yours to hold."),
                tr("Nothing was changed."), tr("Try again once you are connected.")};
    case ProblemKind::ArchiveNotReady:
        return {tr("Your clinic keeps a copy of every message in its archive, and the archive "
                   "cannot read new messages now."),
                tr("Your message is kept here and goes out by itself once the archive can."),
                tr("If it is urgent, call. Tell your administrator.")};
    case ProblemKind::ChangeRefused:
        return {tr("This message cannot be corrected or recalled any more: its time for that is "
                   "over, or it was recalled."),
                tr("It stays as it is. If you wrote a new text for it, that is kept as a draft."),
                tr("Write a new message. If the wrong person has it, choose \u201cSent to the "
                   "wrong person\u201d in the menu Conversation.")};
    default:
        return {};
    }
}

ErrorText ErrorTexts::readOnly(StorageState state)
{
    const auto safe = tr("What was saved is safe and can be read. New messages wait at the "
                         "clinic's server, and what you type stays here.");
    switch (state) {
    case StorageState::DiskFull:
        return {tr("This computer's disk is full. Nothing new is saved or received."), safe,
                tr("Free some space; Sotto goes on by itself.")};
    case StorageState::DiskFailing:
        return {tr("This computer's disk cannot be written. Nothing new is saved or received."),
                safe,
                tr("Tell your administrator. Sotto goes on by itself once the disk works again.")};
    case StorageState::Writable:
        break;
    }
    return {};
}

}  // namespace

ErrorText readOnlyText(StorageState state)
{
    return ErrorTexts::readOnly(state);
}

ErrorText errorText(const Problem& problem)
{
    for (const auto group :
         {&ErrorTexts::signIn, &ErrorTexts::door, &ErrorTexts::relay, &ErrorTexts::vault,
          &ErrorTexts::sendingFile, &ErrorTexts::file, &ErrorTexts::onCall}) {
        auto text = group(problem);
        if (!text.happened.isEmpty())
            return text;
    }
    return emergencyError(problem);
}

}  // namespace sotto::ui
