# SPDX-License-Identifier: GPL-3.0-or-later
"""A device that speaks OMEMO 0.3 through omemo-dr, the engine of Gajim: keys in memory."""
import base64
import time
import xml.etree.ElementTree as ET

from omemo_dr.const import NS_OMEMO_TMP, OMEMOTrust
from omemo_dr.session_manager import OMEMOSessionManager
from omemo_dr.state.sessionrecord import SessionRecord
from omemo_dr.state.store import Store
from omemo_dr.structs import OMEMOBundle, OMEMOConfig, OMEMOMessage

NS = "{%s}" % NS_OMEMO_TMP


def b64(data):
    return base64.b64encode(data).decode()


def unb64(text):
    return base64.b64decode(text.strip(), validate=True)


class MemoryStore(Store):
    """What omemo-dr asks of a store. Every first key of a device is trusted."""

    def __init__(self):
        self.device_id, self.pair = None, None
        self.identities, self.sessions, self.pre_keys, self.signed = {}, {}, {}, {}

    def needs_init(self):
        return self.device_id is None

    def set_our_identity(self, device_id, identity_key_pair):
        self.device_id, self.pair = device_id, identity_key_pair

    def get_identity_key_pair(self):
        return self.pair

    def get_our_device_id(self):
        return self.device_id

    def save_identity(self, recipient_id, identity_key):
        self.identities.setdefault(recipient_id, set()).add(identity_key.serialize())

    def is_trusted_identity(self, recipient_id, identity_key):
        return True

    def set_identity_last_seen(self, recipient_id, identity_key):
        pass

    def get_trust_for_identity(self, recipient_id, identity_key):
        return OMEMOTrust.BLIND

    def get_pre_key_count(self):
        return len(self.pre_keys)

    def load_pre_key(self, pre_key_id):
        return self.pre_keys[pre_key_id]

    def load_pending_pre_keys(self):
        return list(self.pre_keys.values())

    def get_current_pre_key_id(self):
        return max(self.pre_keys, default=None)

    def store_pre_key(self, pre_key_id, pre_key_record):
        self.pre_keys[pre_key_id] = pre_key_record

    def remove_pre_key(self, pre_key_id):
        self.pre_keys.pop(pre_key_id, None)

    def load_signed_pre_key(self, signed_pre_key_id):
        return self.signed[signed_pre_key_id][0]

    def store_signed_pre_key(self, signed_pre_key_id, signed_pre_key_record):
        self.signed[signed_pre_key_id] = (signed_pre_key_record, time.time())

    def get_current_signed_pre_key_id(self):
        return max(self.signed, key=lambda key: self.signed[key][1])

    def get_signed_pre_key_timestamp(self, signed_pre_key_id):
        return self.signed[signed_pre_key_id][1]

    def remove_old_signed_pre_keys(self, timestamp):
        pass

    def load_session(self, recipient_id, device_id):
        record = self.sessions.get((recipient_id, device_id))
        return SessionRecord(serialized=record) if record else SessionRecord()

    def store_session(self, recipient_id, device_id, session_record):
        self.sessions[(recipient_id, device_id)] = session_record.serialize()

    def contains_session(self, recipient_id, device_id):
        return (recipient_id, device_id) in self.sessions

    def delete_session(self, recipient_id, device_id):
        self.sessions.pop((recipient_id, device_id), None)

    def get_active_device_tuples(self):
        return []

    def get_unacknowledged_count(self, recipient_id, device_id):
        return 0

    def set_active_state(self, address, devicelist):
        pass

    def set_inactive(self, address, device_id):
        pass

    def is_trusted(self, recipient_id, device_id):
        return True


class Phone:
    """One such device: its bundle, and messages as the XML that goes over the wire."""

    def __init__(self, address):
        config = OMEMOConfig(default_prekey_amount=100, min_prekey_amount=80,
                             spk_archive_seconds=86400 * 15, spk_cycle_seconds=86400,
                             unacknowledged_count=2000)
        self.manager = OMEMOSessionManager(address, MemoryStore(), config)
        self.device = self.manager.get_our_device()

    def bundle(self):
        return self.manager.get_bundle(NS_OMEMO_TMP)

    def meet(self, address, bundle):
        self.manager.build_session(address, bundle)
        self.manager.add_device(address, bundle.device_id)

    def write(self, address, text):
        return to_xml(self.manager.encrypt(address, text, groupchat=False))

    def write_room(self, room, text):
        return to_xml(self.manager.encrypt(room, text, groupchat=True))

    def write_transport(self, address, device):
        return to_xml(self.manager.encrypt_key_transport(address, [device]))

    def read(self, address, xml):
        return self.manager.decrypt_message(from_xml(xml), address)[0]


def to_xml(message):
    root = ET.Element(NS + "encrypted")
    header = ET.SubElement(root, NS + "header", sid=str(message.sid))
    for device, (key, is_pre_key) in message.keys.items():
        attributes = {"rid": str(device)}
        if is_pre_key:
            attributes["prekey"] = "true"
        ET.SubElement(header, NS + "key", attributes).text = b64(key)
    ET.SubElement(header, NS + "iv").text = b64(message.iv)
    if message.payload is not None:
        ET.SubElement(root, NS + "payload").text = b64(message.payload)
    ET.register_namespace("", NS_OMEMO_TMP)
    return ET.tostring(root, encoding="unicode")


def from_xml(xml):
    root = ET.fromstring(xml)
    header = root.find(NS + "header")
    keys = {int(key.get("rid")): (unb64(key.text), key.get("prekey") == "true")
            for key in header.findall(NS + "key")}
    payload = root.find(NS + "payload")
    return OMEMOMessage(sid=int(header.get("sid")), keys=keys, iv=unb64(header.find(NS + "iv").text),
                        payload=None if payload is None else unb64(payload.text))


def bundle_to_xml(bundle):
    root = ET.Element(NS + "bundle")
    ET.SubElement(root, NS + "signedPreKeyPublic",
                  signedPreKeyId=str(bundle.spk["id"])).text = b64(bundle.spk["key"])
    ET.SubElement(root, NS + "signedPreKeySignature").text = b64(bundle.spk_signature)
    ET.SubElement(root, NS + "identityKey").text = b64(bundle.ik)
    keys = ET.SubElement(root, NS + "prekeys")
    for key in bundle.otpks:
        ET.SubElement(keys, NS + "preKeyPublic", preKeyId=str(key["id"])).text = b64(key["key"])
    ET.register_namespace("", NS_OMEMO_TMP)
    return ET.tostring(root, encoding="unicode")


def bundle_from_xml(xml, device):
    root = ET.fromstring(xml)
    signed = root.find(NS + "signedPreKeyPublic")
    keys = [{"id": int(key.get("preKeyId")), "key": unb64(key.text)}
            for key in root.find(NS + "prekeys")]
    return OMEMOBundle(device_id=device, ik=unb64(root.find(NS + "identityKey").text),
                       namespace=NS_OMEMO_TMP, otpks=keys,
                       spk={"id": int(signed.get("signedPreKeyId")), "key": unb64(signed.text)},
                       spk_signature=unb64(root.find(NS + "signedPreKeySignature").text))
