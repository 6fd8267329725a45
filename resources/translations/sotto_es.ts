<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>Policy</name>
    <message>
        <source>line %1</source>
        <translation>línea %1</translation>
    </message>
    <message>
        <source>The policy was not accepted%1: %2 The strictest settings are in force. Tell your administrator.</source>
        <translation>La política no fue aceptada%1: %2 Rigen los ajustes más estrictos. Avise a su administrador.</translation>
    </message>
</context>
<context>
    <name>QObject</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>sotto::Setting</name>
    <message>
        <source>Version of the policy file&apos;s format; a newer one is refused.</source>
        <translation>Versión del formato del archivo de política; una más nueva se rechaza.</translation>
    </message>
    <message>
        <source>Name and date of this policy, shown at the bottom of the station.</source>
        <translation>Nombre y fecha de esta política, que se muestran al pie de la pantalla de la estación.</translation>
    </message>
    <message>
        <source>Accepts only a policy that is signed with the clinic&apos;s key.</source>
        <translation>Acepta solo una política firmada con la clave de la clínica.</translation>
    </message>
    <message>
        <source>Paragraphs of the clinic&apos;s messaging policy, which each person accepts at the first login and whenever it changes; empty: none.</source>
        <translation>Párrafos de la política de mensajes de la clínica, que cada persona acepta en su primer inicio de sesión y cada vez que cambia; vacío: ninguno.</translation>
    </message>
    <message>
        <source>Name of the clinic, shown on the station.</source>
        <translation>Nombre de la clínica, que se muestra en la estación.</translation>
    </message>
    <message>
        <source>Kind of workstation; sets the defaults of many other settings.</source>
        <translation>Tipo de estación de trabajo; determina los valores predeterminados de muchos otros ajustes.</translation>
    </message>
    <message>
        <source>Locks the session after this time without input.</source>
        <translation>Bloquea la sesión después de este tiempo sin actividad.</translation>
    </message>
    <message>
        <source>Signs the person off after this time without input; at most 900 where auth.aal is 3.</source>
        <translation>Cierra la sesión de la persona después de este tiempo sin actividad; como máximo 900 donde auth.aal es 3.</translation>
    </message>
    <message>
        <source>Asks for a full login after this time, however busy the person is.</source>
        <translation>Pide un inicio de sesión completo después de este tiempo, por ocupada que esté la persona.</translation>
    </message>
    <message>
        <source>Warns this long before the lock.</source>
        <translation>Avisa con esta antelación antes del bloqueo.</translation>
    </message>
    <message>
        <source>What counts as input: only input to Sotto, or any input to the desktop session.</source>
        <translation>Qué cuenta como actividad: solo la que ocurre en Sotto, o cualquiera en la sesión del escritorio.</translation>
    </message>
    <message>
        <source>Events that lock at once; badge_removed needs a reader that PC/SC serves (Debian: pcscd).</source>
        <translation>Eventos que bloquean de inmediato; badge_removed necesita un lector que atienda PC/SC (Debian: pcscd).</translation>
    </message>
    <message>
        <source>Short way to unlock after a full login.</source>
        <translation>Forma breve de desbloquear después de un inicio de sesión completo.</translation>
    </message>
    <message>
        <source>Allows the short way for this time after a full login.</source>
        <translation>Permite la forma breve durante este tiempo después de un inicio de sesión completo.</translation>
    </message>
    <message>
        <source>Asks for a full login after this many failures of the short way.</source>
        <translation>Pide un inicio de sesión completo después de esta cantidad de fallos de la forma breve.</translation>
    </message>
    <message>
        <source>Counts waiting messages while locked; they stay encrypted.</source>
        <translation>Cuenta los mensajes en espera durante el bloqueo; siguen cifrados.</translation>
    </message>
    <message>
        <source>How many people may be signed in at this workstation at once.</source>
        <translation>Cuántas personas pueden tener sesión en esta estación de trabajo a la vez.</translation>
    </message>
    <message>
        <source>Each person has an account of their own.</source>
        <translation>Cada persona tiene su propia cuenta.</translation>
    </message>
    <message>
        <source>Assurance level of NIST SP 800-63B that logins must reach.</source>
        <translation>Nivel de garantía de NIST SP 800-63B que deben alcanzar los inicios de sesión.</translation>
    </message>
    <message>
        <source>Whether a second factor is asked for.</source>
        <translation>Si se pide un segundo factor.</translation>
    </message>
    <message>
        <source>Second factors that count.</source>
        <translation>Segundos factores que cuentan.</translation>
    </message>
    <message>
        <source>Does not ask for the second factor again for this time; 0 asks at each full login.</source>
        <translation>No vuelve a pedir el segundo factor durante este tiempo; 0 lo pide en cada inicio de sesión completo.</translation>
    </message>
    <message>
        <source>Shortest password; at least 15 where auth.mfa is off.</source>
        <translation>Contraseña más corta; al menos 15 donde auth.mfa es off.</translation>
    </message>
    <message>
        <source>File with passwords that are refused, or the word builtin.</source>
        <translation>Archivo con contraseñas que se rechazan, o la palabra builtin.</translation>
    </message>
    <message>
        <source>Length of a one-time code.</source>
        <translation>Longitud de un código de un solo uso.</translation>
    </message>
    <message>
        <source>Life of a one-time code.</source>
        <translation>Vigencia de un código de un solo uso.</translation>
    </message>
    <message>
        <source>How many steps a code may be early or late.</source>
        <translation>Cuántos pasos puede adelantarse o atrasarse un código.</translation>
    </message>
    <message>
        <source>Locks the login after this many failures in a row.</source>
        <translation>Suspende el acceso después de esta cantidad de fallos seguidos.</translation>
    </message>
    <message>
        <source>First lock-out time; it doubles each time.</source>
        <translation>Primera duración de la suspensión; se duplica cada vez.</translation>
    </message>
    <message>
        <source>Ways to log in to the relay, the best first.</source>
        <translation>Formas de iniciar sesión en el servidor de mensajes, la mejor primero.</translation>
    </message>
    <message>
        <source>Asks the relay this often whether the account still has access.</source>
        <translation>Cada cuánto se pregunta al servidor de mensajes si la cuenta aún tiene acceso.</translation>
    </message>
    <message>
        <source>How long the messages can be opened without the relay; 0 never.</source>
        <translation>Cuánto tiempo se pueden abrir los mensajes sin el servidor; 0 nunca.</translation>
    </message>
    <message>
        <source>Sends password and code as one string, for relays behind PAM, RADIUS or LDAP.</source>
        <translation>Envía contraseña y código como un solo texto, para servidores detrás de PAM, RADIUS o LDAP.</translation>
    </message>
    <message>
        <source>Allows emergency access.</source>
        <translation>Permite el acceso de emergencia.</translation>
    </message>
    <message>
        <source>How emergency access is opened.</source>
        <translation>Cómo se abre el acceso de emergencia.</translation>
    </message>
    <message>
        <source>Ends an emergency session after this time.</source>
        <translation>Termina una sesión de emergencia después de este tiempo.</translation>
    </message>
    <message>
        <source>Roles that are told of each emergency access.</source>
        <translation>Roles a los que se avisa de cada acceso de emergencia.</translation>
    </message>
    <message>
        <source>Sends nothing that is not end-to-end encrypted.</source>
        <translation>No envía nada que no esté cifrado de extremo a extremo.</translation>
    </message>
    <message>
        <source>Versions of OMEMO, the preferred one first.</source>
        <translation>Versiones de OMEMO, la preferida primero.</translation>
    </message>
    <message>
        <source>When a colleague&apos;s new device is trusted.</source>
        <translation>Cuándo se confía en un dispositivo nuevo de un colega.</translation>
    </message>
    <message>
        <source>STAT and orders wait until the sender chose, where a recipient has a new device that nobody compared.</source>
        <translation>STAT y las indicaciones esperan hasta que el remitente elija, si un destinatario tiene un dispositivo nuevo que nadie comparó.</translation>
    </message>
    <message>
        <source>Oldest TLS version that is accepted.</source>
        <translation>Versión de TLS más antigua que se acepta.</translation>
    </message>
    <message>
        <source>SHA-256 pins of the relay&apos;s key in base64; empty: the certificate&apos;s issuer counts.</source>
        <translation>Huellas SHA-256 de la clave del servidor en base64; vacío: cuenta el emisor del certificado.</translation>
    </message>
    <message>
        <source>Memory that one guess of a password costs (Argon2id).</source>
        <translation>Memoria que cuesta cada intento de adivinar una contraseña (Argon2id).</translation>
    </message>
    <message>
        <source>With whose phone apps (OMEMO 0.3) messages are exchanged; no policy of yours rules a phone.</source>
        <translation>Con las aplicaciones telefónicas (OMEMO 0.3) de quién se intercambian mensajes; ninguna política suya rige en un teléfono.</translation>
    </message>
    <message>
        <source>Addresses whose phones are let in where interop.phones is &quot;list&quot;.</source>
        <translation>Direcciones cuyos teléfonos se admiten donde interop.phones es &quot;list&quot;.</translation>
    </message>
    <message>
        <source>Host and port of the relay, where they cannot be found by name.</source>
        <translation>Nombre y puerto del servidor de mensajes, cuando no se pueden encontrar por su nombre.</translation>
    </message>
    <message>
        <source>File with the issuer of the relay&apos;s certificate; empty: those of the system.</source>
        <translation>Archivo con el emisor del certificado del servidor; vacío: los del sistema.</translation>
    </message>
    <message>
        <source>Domains whose accounts may sign in here; empty: any.</source>
        <translation>Dominios cuyas cuentas pueden iniciar sesión aquí; vacío: cualquiera.</translation>
    </message>
    <message>
        <source>Other domains that people here may write to.</source>
        <translation>Otros dominios a los que se puede escribir desde aquí.</translation>
    </message>
    <message>
        <source>Repeats the sound of an urgent message after this time.</source>
        <translation>Repite el sonido de un mensaje urgente después de este tiempo.</translation>
    </message>
    <message>
        <source>How often the sound is repeated.</source>
        <translation>Cuántas veces se repite el sonido.</translation>
    </message>
    <message>
        <source>Passes an unacknowledged STAT message on after this time.</source>
        <translation>Pasa a otra persona un mensaje STAT sin confirmar después de este tiempo.</translation>
    </message>
    <message>
        <source>How many times it is passed on.</source>
        <translation>Cuántas veces se pasa a otra persona.</translation>
    </message>
    <message>
        <source>Urgencies that sound in spite of do-not-disturb.</source>
        <translation>Urgencias que suenan a pesar de No molestar.</translation>
    </message>
    <message>
        <source>What a notification shows while the session is open.</source>
        <translation>Qué muestra una notificación con la sesión abierta.</translation>
    </message>
    <message>
        <source>What a notification shows while it is locked.</source>
        <translation>Qué muestra una notificación con la sesión bloqueada.</translation>
    </message>
    <message>
        <source>Roles that may send STAT, where roles.toml exists.</source>
        <translation>Roles que pueden enviar STAT, donde existe roles.toml.</translation>
    </message>
    <message>
        <source>Asks for a reason after this many STAT messages a day.</source>
        <translation>Pide un motivo después de esta cantidad de mensajes STAT en un día.</translation>
    </message>
    <message>
        <source>Where roles come from. This version reads file: roles.toml beside this policy, signed; with another word nobody holds a role.</source>
        <translation>De dónde vienen los roles. Esta versión lee file: roles.toml junto a esta política, firmado; con otra palabra nadie tiene un rol.</translation>
    </message>
    <message>
        <source>Roles that may begin conversations and teams, where roles.toml exists; empty: any.</source>
        <translation>Roles que pueden iniciar conversaciones y equipos, donde existe roles.toml; vacío: cualquiera.</translation>
    </message>
    <message>
        <source>Roles that may write to each member of a team alone, where roles.toml exists; empty: any.</source>
        <translation>Roles que pueden escribir a cada miembro de un equipo por separado, donde existe roles.toml; vacío: cualquiera.</translation>
    </message>
    <message>
        <source>Roles that may copy, print and save, where roles.toml exists; empty: any.</source>
        <translation>Roles que pueden copiar, imprimir y guardar, donde existe roles.toml; vacío: cualquiera.</translation>
    </message>
    <message>
        <source>Roles that see in the activity log what others did, where roles.toml exists; empty: nobody.</source>
        <translation>Roles que ven en el registro de actividad lo que hicieron los demás, donde existe roles.toml; vacío: nadie.</translation>
    </message>
    <message>
        <source>Ends the claim of a role after this time.</source>
        <translation>Termina la asunción de un rol después de este tiempo.</translation>
    </message>
    <message>
        <source>Role that receives what is sent to a role that nobody holds.</source>
        <translation>Rol que recibe lo que se envía a un rol que nadie tiene.</translation>
    </message>
    <message>
        <source>Lets a person forward messages while on do-not-disturb.</source>
        <translation>Permite reenviar mensajes mientras se está en No molestar.</translation>
    </message>
    <message>
        <source>How far messages may be forwarded.</source>
        <translation>Hasta dónde se pueden reenviar los mensajes.</translation>
    </message>
    <message>
        <source>Format in which records are passed on.</source>
        <translation>Formato en que se transmiten los registros.</translation>
    </message>
    <message>
        <source>Keeps audit records this long; ASTM E2147-18 asks for 3653.</source>
        <translation>Conserva los registros de auditoría este tiempo; ASTM E2147-18 pide 3653.</translation>
    </message>
    <message>
        <source>Host that receives audit records over TLS syslog; empty: none.</source>
        <translation>Máquina que recibe los registros de auditoría por syslog con TLS; vacío: ninguna.</translation>
    </message>
    <message>
        <source>Its port.</source>
        <translation>Su puerto.</translation>
    </message>
    <message>
        <source>File with the issuer of that host&apos;s certificate.</source>
        <translation>Archivo con el emisor del certificado de esa máquina.</translation>
    </message>
    <message>
        <source>File with this machine&apos;s certificate for that host.</source>
        <translation>Archivo con el certificado de esta máquina para aquella.</translation>
    </message>
    <message>
        <source>What happens while audit records cannot be passed on.</source>
        <translation>Qué ocurre mientras los registros de auditoría no se pueden transmitir.</translation>
    </message>
    <message>
        <source>Room for records that wait to be passed on.</source>
        <translation>Espacio para los registros que esperan ser transmitidos.</translation>
    </message>
    <message>
        <source>Signs the state of the log after this many records.</source>
        <translation>Firma el estado del registro después de esta cantidad de entradas.</translation>
    </message>
    <message>
        <source>Makes the exception report this often.</source>
        <translation>Cada cuánto elabora el informe de excepciones.</translation>
    </message>
    <message>
        <source>What people do on another day stands in the exception report.</source>
        <translation>Lo que se hace en otro día aparece en el informe de excepciones.</translation>
    </message>
    <message>
        <source>So does what they do before this hour of the day.</source>
        <translation>También lo que se hace antes de esta hora del día.</translation>
    </message>
    <message>
        <source>And from this hour on.</source>
        <translation>Y a partir de esta hora.</translation>
    </message>
    <message>
        <source>As many copies, prints and saved files of a person in a day stand there, too.</source>
        <translation>También aparece esta cantidad de copias, impresiones y archivos guardados por una persona en un día.</translation>
    </message>
    <message>
        <source>Keeps messages on this workstation this long.</source>
        <translation>Conserva los mensajes en esta estación de trabajo este tiempo.</translation>
    </message>
    <message>
        <source>Never deletes a message that was not read.</source>
        <translation>Nunca borra un mensaje que no se ha leído.</translation>
    </message>
    <message>
        <source>Account that receives a copy of each message for the record.</source>
        <translation>Cuenta que recibe una copia de cada mensaje para el expediente.</translation>
    </message>
    <message>
        <source>Sends nothing that cannot be copied to the record.</source>
        <translation>No envía nada que no se pueda copiar al expediente.</translation>
    </message>
    <message>
        <source>People, conversations or the word all, whose messages are not deleted.</source>
        <translation>Personas, conversaciones o la palabra all, cuyos mensajes no se borran.</translation>
    </message>
    <message>
        <source>A message can be recalled for this time; 0 never.</source>
        <translation>Un mensaje se puede retirar durante este tiempo; 0 nunca.</translation>
    </message>
    <message>
        <source>Lets people delete messages on this workstation.</source>
        <translation>Permite borrar mensajes en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Saving attachments outside Sotto.</source>
        <translation>Guardar adjuntos fuera de Sotto.</translation>
    </message>
    <message>
        <source>Printing.</source>
        <translation>Imprimir.</translation>
    </message>
    <message>
        <source>Copying text to the clipboard.</source>
        <translation>Copiar texto al portapapeles.</translation>
    </message>
    <message>
        <source>Keeps the window out of screenshots, where the system can.</source>
        <translation>Mantiene la ventana fuera de las capturas de pantalla, donde el sistema puede.</translation>
    </message>
    <message>
        <source>Largest attachment.</source>
        <translation>Adjunto más grande.</translation>
    </message>
    <message>
        <source>Kinds of attachment that may be sent.</source>
        <translation>Tipos de adjunto que se pueden enviar.</translation>
    </message>
    <message>
        <source>Removes place and camera data from pictures.</source>
        <translation>Quita de las imágenes los datos de lugar y de cámara.</translation>
    </message>
    <message>
        <source>Templates of the clinic&apos;s own for the composer: &quot;Name: text with [places] | next line&quot;.</source>
        <translation>Plantillas propias de la clínica para el campo de escritura: &quot;Nombre: texto con [lugares] | línea siguiente&quot;.</translation>
    </message>
    <message>
        <source>How a patient is shown in lists.</source>
        <translation>Cómo se muestra un paciente en las listas.</translation>
    </message>
    <message>
        <source>Asks before a patient is named to somebody who does not treat them.</source>
        <translation>Pregunta antes de nombrar a un paciente ante alguien que no lo trata.</translation>
    </message>
    <message>
        <source>Groups of the directory whose members treat patients; to others the prompt applies.</source>
        <translation>Grupos del directorio cuyos miembros tratan pacientes; ante los demás se pregunta.</translation>
    </message>
    <message>
        <source>Labels under which forwarding and export need a reason.</source>
        <translation>Etiquetas con las que reenviar y exportar necesitan un motivo.</translation>
    </message>
    <message>
        <source>Keeps the register of patients&apos; consents.</source>
        <translation>Lleva el registro de los consentimientos de los pacientes.</translation>
    </message>
    <message>
        <source>Version of the risk notice that patients were given.</source>
        <translation>Versión del aviso de riesgos que recibieron los pacientes.</translation>
    </message>
    <message>
        <source>Allows orders as messages.</source>
        <translation>Permite indicaciones como mensajes.</translation>
    </message>
    <message>
        <source>Roles that may send orders.</source>
        <translation>Roles que pueden enviar indicaciones.</translation>
    </message>
    <message>
        <source>Roles that may receive orders.</source>
        <translation>Roles que pueden recibir indicaciones.</translation>
    </message>
    <message>
        <source>Asks for the password at each order.</source>
        <translation>Pide la contraseña en cada indicación.</translation>
    </message>
    <message>
        <source>An order that is not in the record after this time is overdue.</source>
        <translation>Una indicación que no está en el expediente después de este tiempo está vencida.</translation>
    </message>
    <message>
        <source>Allows export as FHIR.</source>
        <translation>Permite exportar como FHIR.</translation>
    </message>
    <message>
        <source>Asks for a reason at each export.</source>
        <translation>Pide un motivo en cada exportación.</translation>
    </message>
    <message>
        <source>Sends an inventory of this workstation each day.</source>
        <translation>Envía cada día un inventario de esta estación de trabajo.</translation>
    </message>
    <message>
        <source>What happens where the disk is not encrypted.</source>
        <translation>Qué ocurre cuando el disco no está cifrado.</translation>
    </message>
    <message>
        <source>Lets the clinic erase the messages on a lost device.</source>
        <translation>Permite que la clínica borre los mensajes de un dispositivo perdido.</translation>
    </message>
    <message>
        <source>Erases the messages after this many failed logins; 0 never.</source>
        <translation>Borra los mensajes después de esta cantidad de inicios de sesión fallidos; 0 nunca.</translation>
    </message>
    <message>
        <source>Makes an encrypted backup this often; 0 never.</source>
        <translation>Hace una copia de seguridad cifrada con esta frecuencia; 0 nunca.</translation>
    </message>
    <message>
        <source>Language (BCP 47); empty: that of the system.</source>
        <translation>Idioma (BCP 47); vacío: el del sistema.</translation>
    </message>
    <message>
        <source>Line of text that is always shown on the station.</source>
        <translation>Línea de texto que siempre se muestra en la estación.</translation>
    </message>
    <message>
        <source>Smallest size of text.</source>
        <translation>Tamaño mínimo del texto.</translation>
    </message>
    <message>
        <source>Public keys of the two administrators who open together (sottoctl emergency make-key).</source>
        <translation>Claves públicas de los dos administradores que abren juntos (sottoctl emergency make-key).</translation>
    </message>
    <message>
        <source>How much is recorded. standard: who signed in, what became of each message, what left Sotto; full: also each look at a conversation.</source>
        <translation>Cuánto se registra. standard: quién inició sesión, qué fue de cada mensaje, qué salió de Sotto; full: también cada consulta de una conversación.</translation>
    </message>
    <message>
        <source>SHA-256 fingerprints (hexadecimal) of the record account&apos;s device keys; empty: its first keys count.</source>
        <translation>Huellas SHA-256 (hexadecimales) de las claves de los dispositivos de la cuenta del expediente; vacío: cuentan sus primeras claves.</translation>
    </message>
    <message>
        <source>Lets monitoring read how many messages a session stored and waits for (sotto --status-file): numbers, no names, no text.</source>
        <translation>Permite que la supervisión lea cuántos mensajes guardó y espera una sesión (sotto --status-file): números, sin nombres ni texto.</translation>
    </message>
</context>
<context>
    <name>sotto::app::Compliance</name>
    <message>
        <source>Your clinic has switched it off.</source>
        <translation>Su clínica lo ha desactivado.</translation>
    </message>
    <message>
        <source>No other user of this machine may read Sotto&apos;s %1 files.</source>
        <translation>Ningún otro usuario de esta máquina puede leer los %1 archivos de Sotto.</translation>
    </message>
    <message>
        <source>Other users of this machine may read %1 of Sotto&apos;s files.</source>
        <translation>Otros usuarios de esta máquina pueden leer %1 de los archivos de Sotto.</translation>
    </message>
    <message>
        <source>Each person has a vault of their own; %1 here. No policy can change that.</source>
        <translation>Cada persona tiene su propio almacén; aquí hay %1. Ninguna política puede cambiar eso.</translation>
    </message>
    <message>
        <source>Locks after %1 s and signs out after %2 s without input.</source>
        <translation>Se bloquea después de %1 s y cierra la sesión después de %2 s sin actividad.</translation>
    </message>
    <message>
        <source>%1 vault(s) here are not encrypted.</source>
        <translation>Almacenes sin cifrar en esta máquina: %1.</translation>
    </message>
    <message>
        <source>%1 vault(s) looked at: none begins as a readable database. No memory dumps are written. A guess of a password costs %2 MiB.</source>
        <translation>Almacenes revisados: %1; ninguno empieza como una base de datos legible. No se escriben volcados de memoria. Cada intento de adivinar una contraseña cuesta %2 MiB.</translation>
    </message>
    <message>
        <source>This system may write the program&apos;s memory to the disk.</source>
        <translation>Este sistema puede escribir en el disco la memoria del programa.</translation>
    </message>
    <message>
        <source>%1 entries of the activity log, unbroken since %2; %3 signed checkpoints are right.</source>
        <translation>%1 entradas del registro de actividad, sin interrupción desde el %2; %3 puntos de control firmados son correctos.</translation>
    </message>
    <message>
        <source>The activity log is not whole: see its page.</source>
        <translation>El registro de actividad no está íntegro: vea su página.</translation>
    </message>
    <message>
        <source>No finding of an altered message, key or log since %1.</source>
        <translation>Ningún hallazgo de mensaje, clave o registro alterado desde el %1.</translation>
    </message>
    <message>
        <source>%1 finding(s) since %2: see the exception report.</source>
        <translation>Hallazgos: %1, desde el %2; vea el informe de excepciones.</translation>
    </message>
    <message>
        <source>Second factor: %1. New devices of colleagues: %2.</source>
        <translation>Segundo factor: %1. Dispositivos nuevos de los colegas: %2.</translation>
    </message>
    <message>
        <source>Nothing is sent that is not end-to-end encrypted; TLS %1 or newer to the relay, whose certificate is always checked.</source>
        <translation>No se envía nada que no esté cifrado de extremo a extremo; TLS %1 o más reciente hasta el servidor de mensajes, cuyo certificado siempre se verifica.</translation>
    </message>
    <message>
        <source>Failed attempts are recorded: %1 since %2.</source>
        <translation>Los intentos fallidos se registran: %1 desde el %2.</translation>
    </message>
    <message>
        <source>The exception report was due; nobody reviewed it since %1.</source>
        <translation>Tocaba el informe de excepciones; nadie lo ha revisado desde el %1.</translation>
    </message>
    <message>
        <source>The exception report is not due: %1 lines since %2.</source>
        <translation>Todavía no toca el informe de excepciones: %1 líneas desde el %2.</translation>
    </message>
    <message>
        <source>This is a %1 workstation; the window blanks when it locks. </source>
        <translation>Esta estación de trabajo es de tipo %1; la ventana queda en blanco al bloquearse. </translation>
    </message>
    <message>
        <source>This system cannot keep windows out of screenshots.</source>
        <translation>Este sistema no puede impedir las capturas de pantalla.</translation>
    </message>
    <message>
        <source>Screenshots do not show it.</source>
        <translation>Las capturas de pantalla no la muestran.</translation>
    </message>
    <message>
        <source>Screenshots are not blocked by policy.</source>
        <translation>La política no bloquea las capturas de pantalla.</translation>
    </message>
    <message>
        <source>Saving files: %1; printing: %2; each is recorded. Vaults are destroyed by destroying their keys.</source>
        <translation>Guardar archivos: %1; imprimir: %2; todo queda registrado. Los almacenes se destruyen al destruir sus claves.</translation>
    </message>
    <message>
        <source>The activity log is kept for %1 days. </source>
        <translation>El registro de actividad se conserva %1 días. </translation>
    </message>
    <message>
        <source>There is no messaging policy to accept.</source>
        <translation>No hay política de mensajes que aceptar.</translation>
    </message>
    <message>
        <source>The messaging policy is not accepted yet.</source>
        <translation>La política de mensajes todavía no ha sido aceptada.</translation>
    </message>
    <message>
        <source>The messaging policy was accepted, on record.</source>
        <translation>La política de mensajes fue aceptada, y consta en el registro.</translation>
    </message>
    <message>
        <source>Your clinic has switched the question off.</source>
        <translation>Su clínica ha desactivado la pregunta.</translation>
    </message>
    <message>
        <source>Lists show patients in full. </source>
        <translation>Las listas muestran los datos completos del paciente. </translation>
    </message>
    <message>
        <source>Lists show initials and the end of the record number. </source>
        <translation>Las listas muestran las iniciales y el final del número de expediente. </translation>
    </message>
    <message>
        <source>Your clinic names no treating groups: Sotto warns of what looks like an identifier, and asks about a patient only for people of other domains.</source>
        <translation>Su clínica no nombra grupos tratantes: Sotto advierte de lo que parece un identificador y pregunta por el paciente solo ante personas de otros dominios.</translation>
    </message>
    <message>
        <source>Sotto asks before a patient is named to somebody who does not treat them.</source>
        <translation>Sotto pregunta antes de nombrar a un paciente ante alguien que no lo trata.</translation>
    </message>
    <message>
        <source>Your clinic names no sensitive labels.</source>
        <translation>Su clínica no nombra etiquetas de información delicada.</translation>
    </message>
    <message>
        <source>Messages can be marked %1. A marked one shows the redisclosure notice, is not passed on by itself, and leaves Sotto only for a recorded reason.</source>
        <translation>Los mensajes se pueden marcar como %1. Uno marcado muestra el aviso de no redivulgación, no se reenvía por sí solo y sale de Sotto únicamente con un motivo registrado.</translation>
    </message>
    <message>
        <source>A full login takes a password and something that the person has.</source>
        <translation>Un inicio de sesión completo exige una contraseña y algo que la persona tiene.</translation>
    </message>
    <message>
        <source>Your clinic does not require a second factor.</source>
        <translation>Su clínica no exige un segundo factor.</translation>
    </message>
    <message>
        <source>The relay is asked every %1 s whether the person still has access; without it, messages open for %2 h.</source>
        <translation>Cada %1 s se pregunta al servidor de mensajes si la persona aún tiene acceso; sin el servidor, los mensajes se abren durante %2 h.</translation>
    </message>
    <message>
        <source>Your clinic makes no backups on this workstation.</source>
        <translation>Su clínica no hace copias de seguridad en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>The last encrypted backup is of %1.</source>
        <translation>La última copia de seguridad cifrada es del %1.</translation>
    </message>
    <message>
        <source>No backup was made yet; one is due every %1 h.</source>
        <translation>Todavía no se ha hecho ninguna copia de seguridad; toca una cada %1 h.</translation>
    </message>
    <message>
        <source>A full login after at most %1 s, however busy; level %2.</source>
        <translation>Un inicio de sesión completo a más tardar cada %1 s, por ocupada que esté la persona; nivel %2.</translation>
    </message>
    <message>
        <source>New passwords have at least %1 characters.</source>
        <translation>Las contraseñas nuevas tienen al menos %1 caracteres.</translation>
    </message>
    <message>
        <source>Codes of %1 digits, a new one every %2 s; the relay takes each once.</source>
        <translation>Códigos de %1 dígitos, uno nuevo cada %2 s; el servidor de mensajes acepta cada uno una sola vez.</translation>
    </message>
    <message>
        <source>Locked out after %1 failures in a row, for %2 s at first.</source>
        <translation>Acceso suspendido después de %1 fallos seguidos, al principio durante %2 s.</translation>
    </message>
    <message>
        <source>A bar warns %1 s before the lock; drafts are kept.</source>
        <translation>Una barra avisa %1 s antes del bloqueo; los borradores se conservan.</translation>
    </message>
    <message>
        <source>Each entry has time, person, action, result and object; its page sorts by each.</source>
        <translation>Cada entrada tiene hora, persona, acción, resultado y objeto; su página ordena por cada uno.</translation>
    </message>
    <message>
        <source>Your clinic names no collector.</source>
        <translation>Su clínica no nombra ningún colector.</translation>
    </message>
    <message>
        <source>The collector does not take entries; they are kept here.</source>
        <translation>El colector no recibe las entradas; se conservan aquí.</translation>
    </message>
    <message>
        <source>Entries go to the clinic&apos;s collector as they are made.</source>
        <translation>Las entradas van al colector de la clínica a medida que se crean.</translation>
    </message>
    <message>
        <source>Entries were turned into FHIR AuditEvents just now.</source>
        <translation>Las entradas se acaban de convertir en AuditEvents de FHIR.</translation>
    </message>
    <message>
        <source>No entry could be turned into a FHIR AuditEvent.</source>
        <translation>Ninguna entrada pudo convertirse en un AuditEvent de FHIR.</translation>
    </message>
    <message>
        <source>Your clinic asks for messages as FHIR, and this version has none.</source>
        <translation>Su clínica pide los mensajes como FHIR, y esta versión no los tiene.</translation>
    </message>
    <message>
        <source>Only people with access</source>
        <translation>Solo personas con acceso</translation>
    </message>
    <message>
        <source>Each person is known</source>
        <translation>Se sabe quién es cada persona</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Acceso de emergencia</translation>
    </message>
    <message>
        <source>Automatic lock and logoff</source>
        <translation>Bloqueo y cierre de sesión automáticos</translation>
    </message>
    <message>
        <source>Encrypted on this machine</source>
        <translation>Cifrado en esta máquina</translation>
    </message>
    <message>
        <source>Activity is recorded</source>
        <translation>La actividad se registra</translation>
    </message>
    <message>
        <source>Nothing is altered unseen</source>
        <translation>Nada se altera sin que se vea</translation>
    </message>
    <message>
        <source>People are who they say</source>
        <translation>Cada persona es quien dice ser</translation>
    </message>
    <message>
        <source>Protected on the way</source>
        <translation>Protegido en el camino</translation>
    </message>
    <message>
        <source>Logins are watched</source>
        <translation>Los inicios de sesión se vigilan</translation>
    </message>
    <message>
        <source>Somebody reviews the activity</source>
        <translation>Alguien revisa la actividad</translation>
    </message>
    <message>
        <source>Rules for the workstation</source>
        <translation>Reglas para la estación de trabajo</translation>
    </message>
    <message>
        <source>What leaves is controlled</source>
        <translation>Lo que sale está controlado</translation>
    </message>
    <message>
        <source>Records for six years</source>
        <translation>Registros durante seis años</translation>
    </message>
    <message>
        <source>The minimum necessary</source>
        <translation>El mínimo necesario</translation>
    </message>
    <message>
        <source>Patients&apos; consent</source>
        <translation>Consentimiento de los pacientes</translation>
    </message>
    <message>
        <source>Records on substance use</source>
        <translation>Expedientes sobre consumo de sustancias</translation>
    </message>
    <message>
        <source>Two kinds of factor</source>
        <translation>Dos tipos de factor</translation>
    </message>
    <message>
        <source>Access ends in time</source>
        <translation>El acceso termina a tiempo</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>Inventario</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Copias de seguridad</translation>
    </message>
    <message>
        <source>Texted orders</source>
        <translation>Indicaciones por mensaje</translation>
    </message>
    <message>
        <source>Orders are authenticated</source>
        <translation>Las indicaciones se autentican</translation>
    </message>
    <message>
        <source>Who may record orders</source>
        <translation>Quién puede registrar indicaciones</translation>
    </message>
    <message>
        <source>Limits of a session</source>
        <translation>Límites de una sesión</translation>
    </message>
    <message>
        <source>Passwords</source>
        <translation>Contraseñas</translation>
    </message>
    <message>
        <source>One-time codes</source>
        <translation>Códigos de un solo uso</translation>
    </message>
    <message>
        <source>Guessing is slowed</source>
        <translation>Se frena a quien adivina</translation>
    </message>
    <message>
        <source>Warned before a lock</source>
        <translation>Aviso antes del bloqueo</translation>
    </message>
    <message>
        <source>What an entry says</source>
        <translation>Qué dice una entrada</translation>
    </message>
    <message>
        <source>A collector has the entries</source>
        <translation>Un colector tiene las entradas</translation>
    </message>
    <message>
        <source>Entries in FHIR</source>
        <translation>Entradas en FHIR</translation>
    </message>
    <message>
        <source>Messages in FHIR</source>
        <translation>Mensajes en FHIR</translation>
    </message>
    <message>
        <source>Your clinic wants two administrators, and the policy does not name two keys (emergency.admin_keys).</source>
        <translation>Su clínica quiere dos administradores, y la política no nombra dos claves (emergency.admin_keys).</translation>
    </message>
    <message>
        <source>These messages open to the two administrators after the next sign-in.</source>
        <translation>Estos mensajes se abren para los dos administradores después del próximo inicio de sesión.</translation>
    </message>
    <message>
        <source>There is no emergency code for these messages. Make one in the File menu.</source>
        <translation>No hay código de emergencia para estos mensajes. Cree uno en el menú Archivo.</translation>
    </message>
    <message>
        <source>These messages can be read in an emergency for at most %1 minutes; each time is recorded and told.</source>
        <translation>Estos mensajes se pueden leer en una emergencia durante %1 minutos como máximo; cada vez se registra y se avisa.</translation>
    </message>
    <message>
        <source>The system encrypts the disk below the vaults. </source>
        <translation>El sistema cifra el disco bajo los almacenes. </translation>
    </message>
    <message>
        <source>The system does not encrypt the disk below the vaults. </source>
        <translation>El sistema no cifra el disco bajo los almacenes. </translation>
    </message>
    <message>
        <source>The system does not say whether the disk is encrypted. </source>
        <translation>El sistema no dice si el disco está cifrado. </translation>
    </message>
    <message>
        <source>Your clinic wants that.</source>
        <translation>Su clínica lo quiere así.</translation>
    </message>
    <message>
        <source>Your clinic wants no daily inventory; sotto --inventory prints it.</source>
        <translation>Su clínica no quiere un inventario diario; sotto --inventory lo imprime.</translation>
    </message>
    <message>
        <source>The last inventory is of %1.</source>
        <translation>El último inventario es del %1.</translation>
    </message>
    <message>
        <source>No inventory was recorded yet.</source>
        <translation>Todavía no se ha registrado ningún inventario.</translation>
    </message>
    <message>
        <source>Your clinic takes no orders in messages.</source>
        <translation>Su clínica no admite indicaciones por mensaje.</translation>
    </message>
    <message>
        <source>Orders are allowed, and no role may give them.</source>
        <translation>Las indicaciones están permitidas, y ningún rol puede darlas.</translation>
    </message>
    <message>
        <source>Given by: %1. Read back, and overdue after %2 min until they are in the record.</source>
        <translation>Las dan: %1. Se verifican por lectura, y están vencidas después de %2 min hasta que están en el expediente.</translation>
    </message>
    <message>
        <source>Who gives an order proves anew who they are; it is signed with the time, and never changed.</source>
        <translation>Quien da una indicación prueba de nuevo quién es; se firma con la hora y nunca se cambia.</translation>
    </message>
    <message>
        <source>Orders are signed without proving anew who gives them.</source>
        <translation>Las indicaciones se firman sin probar de nuevo quién las da.</translation>
    </message>
    <message>
        <source>Orders are allowed, and no role may take them.</source>
        <translation>Las indicaciones están permitidas, y ningún rol puede recibirlas.</translation>
    </message>
    <message>
        <source>Taken by: %1.</source>
        <translation>Las reciben: %1.</translation>
    </message>
    <message>
        <source>Your clinic names no version of the risk notice.</source>
        <translation>Su clínica no indica ninguna versión del aviso de riesgo.</translation>
    </message>
    <message>
        <source>Each person keeps a register of how patients agreed to be contacted, under risk notice %1. The log knows of %2 that were recorded here and %3 that were taken back.</source>
        <translation>Cada persona lleva un registro de cómo los pacientes aceptaron que se los contacte, con el aviso de riesgo %1. El registro de actividad sabe de %2 que se anotaron aquí y de %3 que se retiraron.</translation>
    </message>
    <message>
        <source>What was older, to %1, was removed under that rule. </source>
        <translation>Lo más antiguo, hasta el %1, se retiró según esa regla. </translation>
    </message>
    <message>
        <source>Your clinic requires that: nobody new can sign in here.</source>
        <translation>Su clínica lo exige: nadie más puede iniciar sesión aquí.</translation>
    </message>
</context>
<context>
    <name>sotto::app::EmergencyText</name>
    <message>
        <source>a patient needed what is written there</source>
        <translation>un paciente necesitaba lo que está escrito ahí</translation>
    </message>
    <message>
        <source>the person could not be reached</source>
        <translation>no se podía localizar a la persona</translation>
    </message>
    <message>
        <source>the person was there and could not sign in</source>
        <translation>la persona estaba allí y no podía iniciar sesión</translation>
    </message>
    <message>
        <source>the clinic’s server could not be reached</source>
        <translation>no se llegaba al servidor de la clínica</translation>
    </message>
    <message>
        <source>a drill</source>
        <translation>un simulacro</translation>
    </message>
    <message>
        <source>Written by Sotto itself, not by a person: the messages of %1 were opened in emergency access by %2 on %3. Reason given: %4. Please review it in the activity log.</source>
        <translation>Escrito por Sotto mismo, no por una persona: los mensajes de %1 fueron abiertos en acceso de emergencia por %2 el %3. Motivo indicado: %4. Por favor, revíselo en el registro de actividad.</translation>
    </message>
</context>
<context>
    <name>sotto::app::NoteBoard</name>
    <message>
        <source>Show</source>
        <translation>Mostrar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ActivityChoice</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Which entries</source>
        <translation>Qué entradas</translation>
    </message>
    <message>
        <source>Leave a field empty to choose by the others alone.</source>
        <translation>Deje vacío un campo para elegir solo por los demás.</translation>
    </message>
    <message>
        <source>Done by, or with a message of</source>
        <translation>Hecho por, o con un mensaje de</translation>
    </message>
    <message>
        <source>Conversation with</source>
        <translation>Conversación con</translation>
    </message>
    <message>
        <source>Patient&apos;s record number</source>
        <translation>Número de expediente del paciente</translation>
    </message>
    <message>
        <source>Show these</source>
        <translation>Mostrar estas</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Only the days from … to …</source>
        <translation>Solo los días de … a …</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>Primer día</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Último día</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>Nobody of that name is in the directory.</source>
        <translation>No hay nadie con ese nombre en el directorio.</translation>
    </message>
    <message>
        <source>There is no conversation of that name here.</source>
        <translation>Aquí no hay ninguna conversación con ese nombre.</translation>
    </message>
    <message>
        <source>A record number has letters and digits.</source>
        <translation>Un número de expediente tiene letras y dígitos.</translation>
    </message>
    <message>
        <source>The last day is before the first one.</source>
        <translation>El último día es anterior al primero.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ActivityModel</name>
    <message>
        <source>Not in the directory (%1)</source>
        <translation>No está en el directorio (%1)</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>sin hora</translation>
    </message>
    <message>
        <source>This workstation</source>
        <translation>Esta estación de trabajo</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Falló</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>With whom</source>
        <translation>Con quién</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Detalles</translation>
    </message>
    <message>
        <source>%1, not known here</source>
        <translation>%1, desconocido aquí</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Conversación</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ActivityPage</name>
    <message>
        <source>No entry matches.</source>
        <translation>Ninguna entrada coincide.</translation>
    </message>
    <message>
        <source>Exception report…</source>
        <translation>Informe de excepciones…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Not printed: it could not be put on record.</source>
        <translation>No se imprimió: no pudo quedar en el registro.</translation>
    </message>
    <message>
        <source>Activity log</source>
        <translation>Registro de actividad</translation>
    </message>
    <message>
        <source>Filter by person, action or detail</source>
        <translation>Filtrar por persona, acción o detalle</translation>
    </message>
    <message>
        <source>Entries of the activity log</source>
        <translation>Entradas del registro de actividad</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Últimas 24 horas</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Últimos 7 días</translation>
    </message>
    <message>
        <source>Last 31 days</source>
        <translation>Últimos 31 días</translation>
    </message>
    <message>
        <source>All the time</source>
        <translation>Todo el tiempo</translation>
    </message>
    <message>
        <source>All of it, for an auditor to verify…</source>
        <translation>Todo, para que un auditor lo verifique…</translation>
    </message>
    <message>
        <source>What is chosen here, as a table (CSV)…</source>
        <translation>Lo que se ve aquí, como tabla (CSV)…</translation>
    </message>
    <message>
        <source>What is chosen here, as FHIR AuditEvents…</source>
        <translation>Lo que se ve aquí, como AuditEvents de FHIR…</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>Checking that the log is whole…</source>
        <translation>Comprobando que el registro esté íntegro…</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Leyendo…</translation>
    </message>
    <message>
        <source>The activity log cannot be read, or this look at it cannot be put on record.</source>
        <translation>El registro de actividad no se puede leer, o esta consulta no puede quedar registrada.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries are shown.</source>
        <translation>
            <numerusform>Se muestra %Ln entrada.</numerusform>
            <numerusform>Se muestran %Ln entradas.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are older ones: choose a shorter time or one kind of action.</source>
        <translation>Hay otras más antiguas: elija un tiempo más corto o un solo tipo de acción.</translation>
    </message>
    <message>
        <source>These are your own. What others did is shown to whom your clinic named for it.</source>
        <translation>Estas son las suyas. Lo que hicieron los demás se muestra a quienes su clínica ha nombrado para ello.</translation>
    </message>
    <message>
        <source>The exception report cannot be made.</source>
        <translation>No se puede elaborar el informe de excepciones.</translation>
    </message>
    <message>
        <source>The review could not be put on record. Try again.</source>
        <translation>La revisión no pudo quedar registrada. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Mostrar todo</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Chosen days</source>
        <translation>Días elegidos</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ActivitySave</name>
    <message>
        <source>Saved. An auditor checks it with: sottoctl audit verify FOLDER</source>
        <translation>Guardado. Un auditor lo comprueba con: sottoctl audit verify CARPETA</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
    <message>
        <source>Not saved: there is a file or folder of that name already.</source>
        <translation>No se guardó: ya existe un archivo o una carpeta con ese nombre.</translation>
    </message>
    <message>
        <source>Not saved: the disk is full.</source>
        <translation>No se guardó: el disco está lleno.</translation>
    </message>
    <message>
        <source>Not saved: it could not be put on record or written there.</source>
        <translation>No se guardó: no pudo quedar registrado o no se pudo escribir ahí.</translation>
    </message>
    <message>
        <source>Why do you take entries out of the activity log?</source>
        <translation>¿Por qué saca entradas del registro de actividad?</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Guardando…</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ActivityWords</name>
    <message>
        <source>Signed in</source>
        <translation>Inició sesión</translation>
    </message>
    <message>
        <source>Could not sign in</source>
        <translation>No pudo iniciar sesión</translation>
    </message>
    <message>
        <source>Locked out for a while</source>
        <translation>Acceso suspendido por un tiempo</translation>
    </message>
    <message>
        <source>Code accepted</source>
        <translation>Código aceptado</translation>
    </message>
    <message>
        <source>Code refused</source>
        <translation>Código rechazado</translation>
    </message>
    <message>
        <source>Code device set up</source>
        <translation>Dispositivo de códigos configurado</translation>
    </message>
    <message>
        <source>Recovery code used</source>
        <translation>Código de recuperación usado</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Sesión bloqueada</translation>
    </message>
    <message>
        <source>Unlocked</source>
        <translation>Sesión desbloqueada</translation>
    </message>
    <message>
        <source>Could not unlock</source>
        <translation>No se pudo desbloquear</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Cerró sesión</translation>
    </message>
    <message>
        <source>Vault made</source>
        <translation>Almacén creado</translation>
    </message>
    <message>
        <source>Vault has a new password</source>
        <translation>El almacén tiene contraseña nueva</translation>
    </message>
    <message>
        <source>Vault opened with the printed code</source>
        <translation>Almacén abierto con el código impreso</translation>
    </message>
    <message>
        <source>Decided about a device</source>
        <translation>Decisión sobre un dispositivo</translation>
    </message>
    <message>
        <source>A device is another one</source>
        <translation>Un dispositivo es otro</translation>
    </message>
    <message>
        <source>Message recalled or corrected</source>
        <translation>Mensaje retirado o corregido</translation>
    </message>
    <message>
        <source>Policy or list in force</source>
        <translation>Política o lista en vigor</translation>
    </message>
    <message>
        <source>Policy or list refused</source>
        <translation>Política o lista rechazada</translation>
    </message>
    <message>
        <source>Security finding</source>
        <translation>Hallazgo de seguridad</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Acceso de emergencia</translation>
    </message>
    <message>
        <source>Copied, printed or exported</source>
        <translation>Copiado, impreso o exportado</translation>
    </message>
    <message>
        <source>File saved</source>
        <translation>Archivo guardado</translation>
    </message>
    <message>
        <source>Sotto started</source>
        <translation>Sotto iniciado</translation>
    </message>
    <message>
        <source>Sotto stopped</source>
        <translation>Sotto detenido</translation>
    </message>
    <message>
        <source>Log checked</source>
        <translation>Registro comprobado</translation>
    </message>
    <message>
        <source>Log mended after a stop</source>
        <translation>Registro reparado tras una interrupción</translation>
    </message>
    <message>
        <source>Log begun anew</source>
        <translation>Registro comenzado de nuevo</translation>
    </message>
    <message>
        <source>Disk takes no writes</source>
        <translation>El disco no admite escritura</translation>
    </message>
    <message>
        <source>Disk takes writes again</source>
        <translation>El disco admite escritura otra vez</translation>
    </message>
    <message>
        <source>Vault backed up</source>
        <translation>Copia de seguridad del almacén</translation>
    </message>
    <message>
        <source>Vault put back</source>
        <translation>Almacén restaurado</translation>
    </message>
    <message>
        <source>Restored vault began anew</source>
        <translation>El almacén restaurado comenzó de nuevo</translation>
    </message>
    <message>
        <source>PIN set</source>
        <translation>PIN establecido</translation>
    </message>
    <message>
        <source>Opened without the relay</source>
        <translation>Abierto sin el servidor de mensajes</translation>
    </message>
    <message>
        <source>Log signed</source>
        <translation>Registro firmado</translation>
    </message>
    <message>
        <source>Log keys sealed</source>
        <translation>Claves del registro selladas</translation>
    </message>
    <message>
        <source>Log is alive</source>
        <translation>El registro está activo</translation>
    </message>
    <message>
        <source>Collector away</source>
        <translation>Colector ausente</translation>
    </message>
    <message>
        <source>Collector back</source>
        <translation>Colector disponible otra vez</translation>
    </message>
    <message>
        <source>Vault erased</source>
        <translation>Almacén borrado</translation>
    </message>
    <message>
        <source>Device removed</source>
        <translation>Dispositivo eliminado</translation>
    </message>
    <message>
        <source>Message sent</source>
        <translation>Mensaje enviado</translation>
    </message>
    <message>
        <source>Message received</source>
        <translation>Mensaje recibido</translation>
    </message>
    <message>
        <source>Message delivered</source>
        <translation>Mensaje entregado</translation>
    </message>
    <message>
        <source>Message read</source>
        <translation>Mensaje leído</translation>
    </message>
    <message>
        <source>Message answered</source>
        <translation>Mensaje respondido</translation>
    </message>
    <message>
        <source>Activity log viewed</source>
        <translation>Registro de actividad consultado</translation>
    </message>
    <message>
        <source>Messaging policy accepted</source>
        <translation>Política de mensajes aceptada</translation>
    </message>
    <message>
        <source>Role claimed</source>
        <translation>Rol asumido</translation>
    </message>
    <message>
        <source>Role given up</source>
        <translation>Rol dejado</translation>
    </message>
    <message>
        <source>Role handed over</source>
        <translation>Rol traspasado</translation>
    </message>
    <message>
        <source>Role taken over</source>
        <translation>Rol recibido</translation>
    </message>
    <message>
        <source>Exception report reviewed</source>
        <translation>Informe de excepciones revisado</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>format of a date</comment>
        <translation>d &apos;de&apos; MMMM &apos;de&apos; yyyy</translation>
    </message>
    <message>
        <source>Entry %1 was changed after it was written. Keep this machine as it is and call your administrator.</source>
        <translation>La entrada %1 se cambió después de escribirse. Deje esta máquina como está y llame a su administrador.</translation>
    </message>
    <message>
        <source>The log was begun anew at entry %1: what its keys could prove ends there.</source>
        <translation>El registro comenzó de nuevo en la entrada %1: lo que sus claves podían probar termina ahí.</translation>
    </message>
    <message>
        <source>Entries are missing, double or out of order from entry %1 on. Keep this machine as it is and call your administrator.</source>
        <translation>Faltan entradas, están repetidas o desordenadas a partir de la entrada %1. Deje esta máquina como está y llame a su administrador.</translation>
    </message>
    <message>
        <source>The end of the log was cut off or put back to an older one. Keep this machine as it is and call your administrator.</source>
        <translation>El final del registro fue cortado o devuelto a uno anterior. Deje esta máquina como está y llame a su administrador.</translation>
    </message>
    <message>
        <source>The log cannot be read.</source>
        <translation>El registro no se puede leer.</translation>
    </message>
    <message>
        <source>Signing in and locking</source>
        <translation>Inicio de sesión y bloqueo</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Copied, printed, saved</source>
        <translation>Copiado, impreso, guardado</translation>
    </message>
    <message>
        <source>Devices and vaults</source>
        <translation>Dispositivos y almacenes</translation>
    </message>
    <message>
        <source>Policy and findings</source>
        <translation>Política y hallazgos</translation>
    </message>
    <message>
        <source>The log and the program</source>
        <translation>El registro y el programa</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Todo</translation>
    </message>
    <message>
        <source>Worked after hours</source>
        <translation>Trabajó fuera de horario</translation>
    </message>
    <message>
        <source>Took out much in one day</source>
        <translation>Sacó mucho en un día</translation>
    </message>
    <message>
        <source>Failed to sign in or unlock</source>
        <translation>No logró iniciar sesión o desbloquear</translation>
    </message>
    <message>
        <source>Policy changed or refused</source>
        <translation>Política cambiada o rechazada</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entries</source>
        <translation>
            <numerusform>%Ln entrada</numerusform>
            <numerusform>%Ln entradas</numerusform>
        </translation>
    </message>
    <message>
        <source>, unbroken since %1</source>
        <translation>, sin interrupción desde el %1</translation>
    </message>
    <message>
        <source>, agrees with the relay&apos;s copy of %1</source>
        <translation>, coincide con la copia del servidor de mensajes (%1)</translation>
    </message>
    <message>
        <source>, nothing of it is kept at the relay yet</source>
        <translation>, el servidor de mensajes aún no guarda nada de él</translation>
    </message>
    <message>
        <source>, not compared with the relay now</source>
        <translation>, ahora sin comparar con el servidor de mensajes</translation>
    </message>
    <message>
        <source>; its last line is half written, because the machine stopped</source>
        <translation>; su última línea está a medio escribir, porque la máquina se detuvo</translation>
    </message>
    <message>
        <source>Emergency access ended</source>
        <translation>Acceso de emergencia terminado</translation>
    </message>
    <message>
        <source>Emergency access prepared</source>
        <translation>Acceso de emergencia preparado</translation>
    </message>
    <message>
        <source>Told of an emergency access</source>
        <translation>Aviso de un acceso de emergencia</translation>
    </message>
    <message>
        <source>Order signed</source>
        <translation>Indicación firmada</translation>
    </message>
    <message>
        <source>Order entered in the record</source>
        <translation>Indicación anotada en el expediente</translation>
    </message>
    <message>
        <source>Order cancelled</source>
        <translation>Indicación anulada</translation>
    </message>
    <message>
        <source>Old messages removed</source>
        <translation>Mensajes antiguos eliminados</translation>
    </message>
    <message>
        <source>Old part of the log removed</source>
        <translation>Parte antigua del registro eliminada</translation>
    </message>
    <message>
        <source>Conversation looked at</source>
        <translation>Conversación consultada</translation>
    </message>
    <message>
        <source>Inventory of this workstation</source>
        <translation>Inventario de esta estación de trabajo</translation>
    </message>
    <message>
        <source>conversation with %1</source>
        <translation>conversación con %1</translation>
    </message>
    <message>
        <source>patient %1</source>
        <translation>paciente %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 a %2</translation>
    </message>
    <message>
        <source>Only: %1</source>
        <translation>Solo: %1</translation>
    </message>
    <message>
        <source>Patient&apos;s consent recorded</source>
        <translation>Consentimiento del paciente anotado</translation>
    </message>
    <message>
        <source>Patient&apos;s consent revoked</source>
        <translation>Consentimiento del paciente retirado</translation>
    </message>
    <message>
        <source>; earlier entries, to %1, were removed under the retention rule</source>
        <translation>; las entradas anteriores, hasta el %1, se retiraron según la regla de conservación</translation>
    </message>
</context>
<context>
    <name>sotto::ui::AgreementPage</name>
    <message>
        <source>I have read it and accept it</source>
        <translation>La he leído y la acepto</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>Your clinic’s messaging policy</source>
        <translation>Política de mensajes de su clínica</translation>
    </message>
    <message>
        <source>Read it once and accept it. That you did is kept in the activity log; you are asked again only when it changes.</source>
        <translation>Léala una vez y acéptela. Queda constancia en el registro de actividad; solo se le preguntará de nuevo cuando cambie.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::AttachStrip</name>
    <message>
        <source>picture</source>
        <translation>imagen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>y %n más</numerusform>
            <numerusform>y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>Send %1 (%2) to %3?</source>
        <translation>¿Enviar %1 (%2) a %3?</translation>
    </message>
    <message>
        <source>Ten files at a time are the most.</source>
        <translation>Diez archivos a la vez como máximo.</translation>
    </message>
    <message>
        <source>It goes as a message of its own. Your text stays here.</source>
        <translation>Va como un mensaje aparte. Su texto se queda aquí.</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <translation>Enviar a %1</translation>
    </message>
</context>
<context>
    <name>sotto::ui::BroadcastPage</name>
    <message>
        <source>Each member gets this alone, and their answers come to you alone. Write nothing about a patient that not all of them need to know.</source>
        <translation>Cada miembro recibe esto por separado, y sus respuestas llegan solo a usted. No escriba nada sobre un paciente que no todos necesiten saber.</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>Aviso general</translation>
    </message>
    <message>
        <source>About a patient</source>
        <translation>Sobre un paciente</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Everybody in this team will read who the patient is. Do all of them need it? The button sends it now.</source>
        <translation>Todos en este equipo leerán quién es el paciente. ¿Lo necesitan todos? El botón lo envía ahora.</translation>
    </message>
    <message>
        <source>Send %1 to each</source>
        <translation>Enviar %1 a cada uno</translation>
    </message>
    <message>
        <source>Send to each</source>
        <translation>Enviar a cada uno</translation>
    </message>
</context>
<context>
    <name>sotto::ui::CardText</name>
    <message>
        <source>You added %1 to the team.</source>
        <translation>Usted agregó a %1 al equipo.</translation>
    </message>
    <message>
        <source>%1 was added to the team.</source>
        <translation>%1 fue agregado al equipo.</translation>
    </message>
    <message>
        <source>%1 is no longer in the team.</source>
        <translation>%1 ya no está en el equipo.</translation>
    </message>
    <message>
        <source>You named the team %1.</source>
        <translation>Usted llamó al equipo %1.</translation>
    </message>
    <message>
        <source>The team is now named %1.</source>
        <translation>El equipo se llama ahora %1.</translation>
    </message>
    <message>
        <source>You let %1 into the team.</source>
        <translation>Usted dejó entrar a %1 en el equipo.</translation>
    </message>
    <message>
        <source>You keep %1 out: what you write does not go to them.</source>
        <translation>Usted no deja entrar a %1: lo que escriba no le llegará.</translation>
    </message>
    <message>
        <source>You left the team.</source>
        <translation>Usted salió del equipo.</translation>
    </message>
    <message>
        <source>You sent to each member alone: %1</source>
        <translation>Usted envió por separado a cada miembro: %1</translation>
    </message>
    <message>
        <source>A message from %1 is arriving</source>
        <translation>Está llegando un mensaje de %1</translation>
    </message>
    <message>
        <source>A message from %1’s phone was refused</source>
        <translation>Se rechazó un mensaje del teléfono de %1</translation>
    </message>
    <message>
        <source>A message from %1 is missing here</source>
        <translation>Aquí falta un mensaje de %1</translation>
    </message>
    <message>
        <source>A message from %1 could not be opened</source>
        <translation>No se pudo abrir un mensaje de %1</translation>
    </message>
    <message>
        <source>%1’s device will be asked to send it again as soon as this one is connected. It will appear here.</source>
        <translation>Se pedirá al dispositivo de %1 que lo envíe de nuevo en cuanto este se conecte. Aparecerá aquí.</translation>
    </message>
    <message>
        <source>Asked %1’s device to send it again at %2. It will appear here.</source>
        <translation>Se pidió al dispositivo de %1 que lo envíe de nuevo (%2). Aparecerá aquí.</translation>
    </message>
    <message>
        <source>%1’s device does not have it. It may never have been sent. If you expect something, ask %1 in another way.</source>
        <translation>El dispositivo de %1 no lo tiene. Puede que nunca se haya enviado. Si espera algo, pregunte a %1 por otro medio.</translation>
    </message>
    <message>
        <source>The device that sent it is no longer in use, so it cannot be asked. Please ask %1 in another way.</source>
        <translation>El dispositivo que lo envió ya no se usa, así que no se le puede pedir. Pregunte a %1 por otro medio.</translation>
    </message>
    <message>
        <source>Many messages come at once. This one is kept and will be opened in a moment.</source>
        <translation>Llegan muchos mensajes a la vez. Este se guarda y se abrirá en un momento.</translation>
    </message>
    <message>
        <source>Your clinic’s policy keeps out phones and apps that it does not manage. The message was not opened. Please ask %1 to write from Sotto.</source>
        <translation>La política de su clínica no admite teléfonos ni aplicaciones que no administra. El mensaje no se abrió. Pida a %1 que escriba desde Sotto.</translation>
    </message>
    <message>
        <source>The message is kept, and nothing else is affected. Please ask %1 in another way.</source>
        <translation>El mensaje se conserva y nada más se ve afectado. Pregunte a %1 por otro medio.</translation>
    </message>
    <message>
        <source>a phone or another app</source>
        <translation>un teléfono u otra aplicación</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>sin nombre</translation>
    </message>
    <message>
        <source>You recalled a message.</source>
        <translation>Usted retiró un mensaje.</translation>
    </message>
    <message>
        <source>You corrected a message.</source>
        <translation>Usted corrigió un mensaje.</translation>
    </message>
    <message>
        <source>Nobody has answered: the message went on to %1.</source>
        <translation>Nadie ha respondido: el mensaje pasó a %1.</translation>
    </message>
    <message>
        <source>A device of %1 is trusted now: %2. Your messages go to it.</source>
        <translation>Un dispositivo de %1 ahora es de confianza: %2. Sus mensajes van a él.</translation>
    </message>
    <message>
        <source>A device of %1 is no longer trusted: %2. Your messages no longer go to it.</source>
        <translation>Un dispositivo de %1 ya no es de confianza: %2. Sus mensajes ya no van a él.</translation>
    </message>
    <message>
        <source>%1 no longer uses a device: %2. Nothing more is sent to it.</source>
        <translation>%1 ya no usa un dispositivo: %2. No se le envía nada más.</translation>
    </message>
    <message>
        <source>%1 uses a device again: %2. Your messages go to it.</source>
        <translation>%1 usa de nuevo un dispositivo: %2. Sus mensajes van a él.</translation>
    </message>
    <message>
        <source>You accepted a device that %1 set up anew: %2. Your messages go to it again.</source>
        <translation>Usted aceptó un dispositivo que %1 configuró de nuevo: %2. Sus mensajes vuelven a ir a él.</translation>
    </message>
    <message>
        <source>%1 added a device: %2. Your messages go to it from now on.</source>
        <translation>%1 agregó un dispositivo: %2. Desde ahora sus mensajes van a él.</translation>
    </message>
    <message>
        <source>You recalled this message at %1.</source>
        <translation>Usted retiró este mensaje (%1).</translation>
    </message>
    <message>
        <source>This message was recalled at %1.</source>
        <translation>Este mensaje fue retirado (%1).</translation>
    </message>
    <message>
        <source>An order from %1 does not count</source>
        <translation>Una indicación de %1 no es válida</translation>
    </message>
    <message>
        <source>It is not signed as it must be, or your clinic does not list both of you for orders. Do not act on anything from it. Please call %1.</source>
        <translation>No está firmada como debe, o su clínica no los incluye a ambos para indicaciones. No actúe según nada de ella. Llame a %1.</translation>
    </message>
    <message>
        <source>You cancelled an order.</source>
        <translation>Usted anuló una indicación.</translation>
    </message>
    <message>
        <source>Passed on to %1.</source>
        <translation>Pasado a %1.</translation>
    </message>
    <message>
        <source>%1 has passed your message on to %2.</source>
        <translation>%1 pasó su mensaje a %2.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ChainDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Search a colleague</source>
        <translation>Buscar un colega</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Directorio</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Nadie</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>If nobody answers</source>
        <translation>Si nadie responde</translation>
    </message>
    <message>
        <source>Choose who gets the message next. Each step is shown to you, and tells the colleague whom it was for.</source>
        <translation>Elija a quién pasa después el mensaje. Cada paso se le muestra a usted y le dice al colega para quién era.</translation>
    </message>
    <message numerus="yes">
        <source>Nobody yet. At most %n person(s).</source>
        <translation>
            <numerusform>Nadie todavía. Como máximo %n persona.</numerusform>
            <numerusform>Nadie todavía. Como máximo %n personas.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then %1</source>
        <translation>Después %1</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, después </translation>
    </message>
</context>
<context>
    <name>sotto::ui::CodeField</name>
    <message numerus="yes">
        <source>Code, %n digits</source>
        <translation>
            <numerusform>Código de %n dígito</numerusform>
            <numerusform>Código de %n dígitos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::CodePage</name>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Enter your code</source>
        <translation>Escriba su código</translation>
    </message>
    <message>
        <source>Open your authenticator app and type the code that it shows for Sotto.</source>
        <translation>Abra su aplicación de autenticación y escriba el código que muestra para Sotto.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Empezar de nuevo</translation>
    </message>
    <message>
        <source>Checked by the relay</source>
        <translation>Lo comprueba el servidor de mensajes</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperación</translation>
    </message>
    <message>
        <source>One of the ten codes from your first sign-in. Each one works once.</source>
        <translation>Uno de los diez códigos de su primer inicio de sesión. Cada uno sirve una vez.</translation>
    </message>
    <message>
        <source>Use the app&apos;s code</source>
        <translation>Usar el código de la aplicación</translation>
    </message>
    <message>
        <source>Use a recovery code</source>
        <translation>Usar un código de recuperación</translation>
    </message>
    <message numerus="yes">
        <source>The app shows a new code in %n s</source>
        <translation>
            <numerusform>La aplicación muestra un código nuevo en %n s</numerusform>
            <numerusform>La aplicación muestra un código nuevo en %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::ComparisonDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Compare with %1</source>
        <translation>Comparar con %1</translation>
    </message>
    <message>
        <source>Meet them. Their app shows this under the fingerprint of its own device. Compare every group.</source>
        <translation>Reúnanse en persona. Su aplicación muestra esto bajo la huella de su propio dispositivo. Compare cada grupo.</translation>
    </message>
    <message>
        <source>Meet them or phone them. Their device is &quot;%1&quot;. On it they open Devices, your name, this device, Compare.</source>
        <translation>Reúnanse o llámense. Su dispositivo es «%1». En él debe abrir Dispositivos, el nombre de usted, este dispositivo, Comparar.</translation>
    </message>
    <message>
        <source>Read these to them</source>
        <translation>Léale esto</translation>
    </message>
    <message>
        <source>They read these to you</source>
        <translation>La otra persona le lee esto</translation>
    </message>
    <message>
        <source>Code for the other person&apos;s scanner</source>
        <translation>Código para el escáner de la otra persona</translation>
    </message>
    <message>
        <source>Or scan the code that their app shows</source>
        <translation>O escanee el código que muestra su aplicación</translation>
    </message>
    <message>
        <source>Or let one of you scan the other&apos;s screen</source>
        <translation>O que uno de ustedes escanee la pantalla del otro</translation>
    </message>
    <message>
        <source>A desk scanner types the code into this field. Its text can also be pasted, or a picture of it read.</source>
        <translation>Un escáner de escritorio escribe el código en este campo. También se puede pegar su texto o leer una imagen de él.</translation>
    </message>
    <message>
        <source>Show my code as text</source>
        <translation>Mostrar mi código como texto</translation>
    </message>
    <message>
        <source>They do not match</source>
        <translation>No coinciden</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>They match</source>
        <translation>Coinciden</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ComplianceDialog</name>
    <message>
        <source>Pass</source>
        <translation>Cumple</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>No cumple</translation>
    </message>
    <message>
        <source>Not applicable</source>
        <translation>No aplica</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Comprobar de nuevo</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Guardar como PDF…</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Requirements</source>
        <translation>Requisitos</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Compliance check</source>
        <translation>Revisión de cumplimiento</translation>
    </message>
    <message>
        <source>Checking this workstation…</source>
        <translation>Revisando esta estación de trabajo…</translation>
    </message>
    <message>
        <source>The files of Sotto, or its activity log, cannot be looked at.</source>
        <translation>No se pueden revisar los archivos de Sotto o su registro de actividad.</translation>
    </message>
    <message>
        <source>%1 pass, %2 fail, %3 do not apply here. Checked %4.</source>
        <translation>%1 cumplen, %2 no cumplen, %3 no aplican aquí. Revisado: %4.</translation>
    </message>
    <message>
        <source>Sotto compliance check</source>
        <translation>Revisión de cumplimiento de Sotto</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regla</translation>
    </message>
    <message>
        <source>What it asks for</source>
        <translation>Qué pide</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Prueba</translation>
    </message>
    <message>
        <source>%1 (%2) — %3: %4. %5</source>
        <translation>%1 (%2) — %3: %4. %5</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Guardado como %1.</translation>
    </message>
    <message>
        <source>It could not be saved there.</source>
        <translation>No se pudo guardar ahí.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Composer</name>
    <message>
        <source>Attach a file</source>
        <translation>Adjuntar un archivo</translation>
    </message>
    <message>
        <source>About a patient</source>
        <translation>Sobre un paciente</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>Only the first part was pasted: 16 kB is the most.</source>
        <translation>Solo se pegó la primera parte: 16 kB es el máximo.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not for your role to send</source>
        <translation>su rol no puede enviarlo</translation>
    </message>
    <message>
        <source>STAT is not for your role to send. Use CONCERN, or call.</source>
        <translation>Su rol no puede enviar STAT. Use ATENCIÓN o llame.</translation>
    </message>
    <message>
        <source>Urgency: %1</source>
        <translation>Urgencia: %1</translation>
    </message>
    <message>
        <source>This looks like %1. Does %2 need it?</source>
        <translation>Esto parece %1. ¿Lo necesita %2?</translation>
    </message>
    <message>
        <source>Enter corrects the message, Esc leaves it as it is</source>
        <translation>Enter corrige el mensaje, Esc lo deja como está</translation>
    </message>
    <message>
        <source>Fill in what stands in brackets, or press Enter again to send it like this</source>
        <translation>Complete lo que está entre corchetes, o presione Enter otra vez para enviarlo así</translation>
    </message>
    <message numerus="yes">
        <source>You have sent %n STAT message(s) in 24 hours. Is this one an emergency?</source>
        <translation>
            <numerusform>Ha enviado %n mensaje STAT en 24 horas. ¿Es este una emergencia?</numerusform>
            <numerusform>Ha enviado %n mensajes STAT en 24 horas. ¿Es este una emergencia?</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter starts a new line</source>
        <translation>Enter envía, Shift+Enter empieza otra línea</translation>
    </message>
    <message>
        <source>Nothing can be sent until the disk takes it. Your text is kept.</source>
        <translation>No se puede enviar nada hasta que el disco lo admita. Su texto se conserva.</translation>
    </message>
    <message numerus="yes">
        <source>Too long by %n character(s)</source>
        <translation>
            <numerusform>Sobra %n carácter</numerusform>
            <numerusform>Sobran %n caracteres</numerusform>
        </translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>Corregir</translation>
    </message>
    <message>
        <source>Send %1</source>
        <translation>Enviar %1</translation>
    </message>
    <message>
        <source>%1 is not known to treat patients. Is the patient needed?</source>
        <translation>No consta que %1 trate pacientes. ¿Hace falta el paciente?</translation>
    </message>
    <message>
        <source>%1 Enter again sends it.</source>
        <translation>%1 Enter otra vez lo envía.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ComposerEdit</name>
    <message>
        <source>Write a message</source>
        <translation>Escriba un mensaje</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Consent</name>
    <message>
        <source>Text message</source>
        <translation>Mensaje de texto</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo electrónico</translation>
    </message>
    <message>
        <source>Phone call</source>
        <translation>Llamada</translation>
    </message>
    <message>
        <source>Another way</source>
        <translation>Otro medio</translation>
    </message>
    <message>
        <source>Not done: this is not allowed here.</source>
        <translation>No se hizo: aquí no está permitido.</translation>
    </message>
    <message>
        <source>Not saved: there is a file of that name already.</source>
        <translation>No se guardó: ya existe un archivo con ese nombre.</translation>
    </message>
    <message>
        <source>Not done: the disk is full.</source>
        <translation>No se hizo: el disco está lleno.</translation>
    </message>
    <message>
        <source>Not done: say what may be said there, and on which day the patient agreed.</source>
        <translation>No se hizo: diga qué se puede decir por ahí y qué día lo aceptó el paciente.</translation>
    </message>
    <message>
        <source>Not done: it could not be put on record or written here.</source>
        <translation>No se hizo: no se pudo dejar constancia o escribirlo aquí.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ConsentDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>How this patient agreed to be contacted</source>
        <translation>Cómo aceptó este paciente que lo contacten</translation>
    </message>
    <message>
        <source>Text messages and ordinary e-mail are not protected: others may read them. A patient who was told so may ask for them all the same (notice version %1). What is recorded stays with your messages on this workstation.</source>
        <translation>Los mensajes de texto y el correo corriente no están protegidos: otros pueden leerlos. Un paciente a quien se le dijo puede pedirlos de todos modos (aviso, versión %1). Lo que se anota queda con sus mensajes en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Para qué</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Medio</translation>
    </message>
    <message>
        <source>Agreed on</source>
        <translation>Aceptado el</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Anotado por</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Estado</translation>
    </message>
    <message>
        <source>What this patient agreed to</source>
        <translation>Lo que aceptó este paciente</translation>
    </message>
    <message>
        <source>Nothing is recorded of this patient here.</source>
        <translation>Aquí no hay nada anotado de este paciente.</translation>
    </message>
    <message>
        <source>For example: appointment reminders to 555-0100</source>
        <translation>Por ejemplo: recordatorios de citas al 555-0100</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Anotar</translation>
    </message>
    <message>
        <source>What may be said, and where to</source>
        <translation>Qué se puede decir, y adónde</translation>
    </message>
    <message>
        <source>The patient took it back</source>
        <translation>El paciente lo retiró</translation>
    </message>
    <message>
        <source>Save the register of all patients…</source>
        <translation>Guardar el registro de todos los pacientes…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>stands</source>
        <translation>vigente</translation>
    </message>
    <message>
        <source>taken back %1, recorded by %2</source>
        <translation>retirado el %1, anotado por %2</translation>
    </message>
    <message>
        <source>Recorded.</source>
        <translation>Anotado.</translation>
    </message>
    <message>
        <source>Recorded: the patient took it back.</source>
        <translation>Anotado: el paciente lo retiró.</translation>
    </message>
    <message>
        <source>Why do you take the register of consents out of Sotto?</source>
        <translation>¿Por qué saca de Sotto el registro de consentimientos?</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>Guardado.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ConversationFiles</name>
    <message>
        <source>This could not be written into the activity log, so nothing left Sotto. Tell your administrator.</source>
        <translation>Esto no pudo escribirse en el registro de actividad, así que nada salió de Sotto. Avise a su administrador.</translation>
    </message>
    <message>
        <source>The file is saved. Outside of Sotto it is not encrypted.</source>
        <translation>El archivo está guardado. Fuera de Sotto no está cifrado.</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>The order is saved. Outside of Sotto it is not encrypted.</source>
        <translation>La indicación está guardada. Fuera de Sotto no está cifrada.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ConversationListModel</name>
    <message>
        <source>Draft:</source>
        <translation>Borrador:</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ConversationPane</name>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>Team: members and more</source>
        <translation>Equipo: miembros y más</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>Verificado</translation>
    </message>
    <message>
        <source>No answer in time from %1.</source>
        <translation>%1 no respondió a tiempo.</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n miembro</numerusform>
            <numerusform>%n miembros</numerusform>
        </translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>All their devices were compared. Show them.</source>
        <translation>Todos sus dispositivos fueron comparados. Mostrarlos.</translation>
    </message>
    <message>
        <source>Their devices, and how to compare them</source>
        <translation>Sus dispositivos y cómo compararlos</translation>
    </message>
    <message>
        <source>There is no message of yours here that can still be recalled.</source>
        <translation>Aquí no hay ningún mensaje suyo que todavía se pueda retirar.</translation>
    </message>
    <message>
        <source>Call instead.</source>
        <translation>Mejor llame.</translation>
    </message>
    <message>
        <source>Call %1 instead.</source>
        <translation>Mejor llame al %1.</translation>
    </message>
    <message>
        <source>You are offline: a STAT would wait. %1</source>
        <translation>Usted está sin conexión: un STAT tendría que esperar. %1</translation>
    </message>
    <message>
        <source>They are signed out: a STAT would wait. %1</source>
        <translation>Esa persona no tiene sesión abierta: un STAT tendría que esperar. %1</translation>
    </message>
    <message>
        <source>An order is read back, and then entered in the record. If it must not be carried out, ask its author to cancel it.</source>
        <translation>Una indicación se verifica por lectura y después se anota en el expediente. Si no debe cumplirse, pida a quien la dio que la anule.</translation>
    </message>
    <message>
        <source>There is no order here.</source>
        <translation>Aquí no hay ninguna indicación.</translation>
    </message>
    <message>
        <source>No reaction</source>
        <translation>Sin reacción</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Responder</translation>
    </message>
    <message>
        <source>React…</source>
        <translation>Reaccionar…</translation>
    </message>
    <message>
        <source>Show the quoted message</source>
        <translation>Mostrar el mensaje citado</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Who has seen it…</source>
        <translation>Quién lo ha visto…</translation>
    </message>
    <message>
        <source>%1 (yours: take it back)</source>
        <translation>%1 (suya: quitarla)</translation>
    </message>
</context>
<context>
    <name>sotto::ui::CountdownBar</name>
    <message>
        <source>Stay signed in</source>
        <translation>Seguir con la sesión</translation>
    </message>
    <message numerus="yes">
        <source>Locks in %n s. Any key or click keeps it open.</source>
        <translation>
            <numerusform>Se bloquea en %n s. Cualquier tecla o clic la mantiene abierta.</numerusform>
            <numerusform>Se bloquea en %n s. Cualquier tecla o clic la mantiene abierta.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::DeskNotes</name>
    <message numerus="yes">
        <source>%n STAT waiting</source>
        <translation>
            <numerusform>%n STAT en espera</numerusform>
            <numerusform>%n STAT en espera</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n mensaje sin leer</numerusform>
            <numerusform>%n mensajes sin leer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for your answer</source>
        <translation>
            <numerusform>%n espera su respuesta</numerusform>
            <numerusform>%n esperan su respuesta</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::DeviceCard</name>
    <message>
        <source>Compare…</source>
        <translation>Comparar…</translation>
    </message>
    <message>
        <source>Use without comparing</source>
        <translation>Usar sin comparar</translation>
    </message>
    <message>
        <source>Take that back</source>
        <translation>Deshacerlo</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Cambiar nombre…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Quitar…</translation>
    </message>
</context>
<context>
    <name>sotto::ui::DeviceWords</name>
    <message>
        <source>Phone or another app</source>
        <translation>Teléfono u otra aplicación</translation>
    </message>
    <message>
        <source>Device without a name</source>
        <translation>Dispositivo sin nombre</translation>
    </message>
    <message>
        <source>first seen %1</source>
        <translation>visto por primera vez %1</translation>
    </message>
    <message>
        <source>last seen %1</source>
        <translation>visto por última vez %1</translation>
    </message>
    <message>
        <source>This is the device that you are using.</source>
        <translation>Este es el dispositivo que está usando.</translation>
    </message>
    <message>
        <source>New, and not compared yet. Messages go to it.</source>
        <translation>Nuevo, y aún sin comparar. Los mensajes van a él.</translation>
    </message>
    <message>
        <source>Not compared yet. Messages go to it.</source>
        <translation>Aún sin comparar. Los mensajes van a él.</translation>
    </message>
    <message>
        <source>Compared. Messages go to it.</source>
        <translation>Comparado. Los mensajes van a él.</translation>
    </message>
    <message>
        <source>On your clinic&apos;s list. Messages go to it.</source>
        <translation>En la lista de su clínica. Los mensajes van a él.</translation>
    </message>
    <message>
        <source>Nobody vouches for it yet. Nothing is sent to it.</source>
        <translation>Nadie responde por él todavía. No se le envía nada.</translation>
    </message>
    <message>
        <source>It shows another key than before. Nothing is sent to it until you compare.</source>
        <translation>Muestra otra clave que antes. No se le envía nada hasta que usted lo compare.</translation>
    </message>
    <message>
        <source>It did not match. Nothing is sent to it.</source>
        <translation>No coincidió. No se le envía nada.</translation>
    </message>
    <message>
        <source>No longer in use. Nothing is sent to it.</source>
        <translation>Ya no se usa. No se le envía nada.</translation>
    </message>
    <message>
        <source>That is not a code of this page. Nothing was changed. Scan the picture on the other screen, or paste its whole text.</source>
        <translation>Ese no es un código de esta página. No se cambió nada. Escanee la imagen de la otra pantalla o pegue su texto completo.</translation>
    </message>
    <message>
        <source>That code is of two other people. Nothing was changed. Ask them to open your name under Devices.</source>
        <translation>Ese código es de otras dos personas. No se cambió nada. Pida a la otra persona que abra el nombre de usted en Dispositivos.</translation>
    </message>
    <message>
        <source>That code is of another device of one of you. Nothing was changed. Choose the same two devices on both screens.</source>
        <translation>Ese código es de otro dispositivo de uno de ustedes. No se cambió nada. Elijan los mismos dos dispositivos en ambas pantallas.</translation>
    </message>
    <message>
        <source>The keys are not the same. Somebody may be reading along. Press &quot;They do not match&quot; and tell your administrator.</source>
        <translation>Las claves no son iguales. Alguien podría estar leyendo. Presione «No coinciden» y avise a su administrador.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::DevicesPage</name>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Back to the list</source>
        <translation>Volver a la lista</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (usted)</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) in use</source>
        <translation>
            <numerusform>%n dispositivo en uso</numerusform>
            <numerusform>%n dispositivos en uso</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is known yet. One appears when they have signed in.</source>
        <translation>Todavía no se conoce ningún dispositivo. Aparece uno cuando la persona inicia sesión.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::DirectoryModel</name>
    <message>
        <source>On call</source>
        <translation>De guardia</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Elegidos</translation>
    </message>
</context>
<context>
    <name>sotto::ui::DueText</name>
    <message>
        <source>by %1</source>
        <translation>plazo: %1</translation>
    </message>
    <message>
        <source>Overdue since %1</source>
        <translation>Vencido desde %1</translation>
    </message>
    <message>
        <source>Answer by %1</source>
        <translation>Responder antes de %1</translation>
    </message>
    <message numerus="yes">
        <source>%n h</source>
        <translation>
            <numerusform>%n h</numerusform>
            <numerusform>%n h</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::EmergencyBanner</name>
    <message>
        <source>End now</source>
        <translation>Terminar ahora</translation>
    </message>
    <message>
        <source>Emergency access to the messages of %1, read by %2. Reading only; everything is recorded.</source>
        <translation>Acceso de emergencia a los mensajes de %1, leídos por %2. Solo lectura; todo queda registrado.</translation>
    </message>
    <message>
        <source>Ends in %1</source>
        <translation>Termina en %1</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EmergencyCodeDialog</name>
    <message>
        <source>With it somebody of your clinic can read your messages on this workstation in an emergency, for a limited time. They cannot send anything, and you are told. The code before it then opens nothing.</source>
        <translation>Con él, alguien de su clínica puede leer sus mensajes en esta estación de trabajo en una emergencia, por tiempo limitado. No puede enviar nada, y a usted se le avisa. El código anterior ya no abre nada.</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Su contraseña</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Make a new code</source>
        <translation>Crear un código nuevo</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>A new emergency code</source>
        <translation>Un código de emergencia nuevo</translation>
    </message>
    <message>
        <source>That is not your password. The code is the one it was.</source>
        <translation>Esa no es su contraseña. El código sigue siendo el mismo.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Sign out and in again, then make a code.</source>
        <translation>Demasiadas contraseñas equivocadas. Cierre sesión, iníciela de nuevo y cree un código.</translation>
    </message>
    <message>
        <source>The clinic’s server cannot be reached. Make the code when you are online.</source>
        <translation>No se llega al servidor de la clínica. Cree el código cuando tenga conexión.</translation>
    </message>
    <message>
        <source>Your clinic uses no emergency codes here.</source>
        <translation>Su clínica no usa códigos de emergencia aquí.</translation>
    </message>
    <message>
        <source>The activity log does not take it, so no code was made. Tell your administrator.</source>
        <translation>El registro de actividad no lo admite, así que no se creó ningún código. Avise a su administrador.</translation>
    </message>
    <message>
        <source>No code was made. The one before works as it did.</source>
        <translation>No se creó ningún código. El anterior funciona como antes.</translation>
    </message>
    <message>
        <source>Write it on paper, put it into an envelope with your name and the name of this workstation, seal it, and give it to whoever keeps the clinic’s codes. It is shown only now; the code before it opens nothing any more.</source>
        <translation>Escríbalo en papel, póngalo en un sobre con su nombre y el de esta estación de trabajo, séllelo y entréguelo a quien guarda los códigos de la clínica. Solo se muestra ahora; el código anterior ya no abre nada.</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>Lo he anotado</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EmergencyPage</name>
    <message>
        <source>Emergency code</source>
        <translation>Código de emergencia</translation>
    </message>
    <message>
        <source>Code of the other administrator</source>
        <translation>Código del otro administrador</translation>
    </message>
    <message>
        <source>Open for reading</source>
        <translation>Abrir para leer</translation>
    </message>
    <message>
        <source>Choose your name</source>
        <translation>Elija su nombre</translation>
    </message>
    <message>
        <source>your own address, name@clinic.example</source>
        <translation>su propia dirección, nombre@clinic.example</translation>
    </message>
    <message>
        <source>Your own address</source>
        <translation>Su propia dirección</translation>
    </message>
    <message>
        <source>Choose the reason</source>
        <translation>Elija el motivo</translation>
    </message>
    <message>
        <source>Who are you?</source>
        <translation>¿Quién es usted?</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>¿Por qué?</translation>
    </message>
    <message>
        <source>Code from the sealed envelope, or of the first administrator</source>
        <translation>Código del sobre sellado, o del primer administrador</translation>
    </message>
    <message>
        <source>Back to all users</source>
        <translation>Volver a todos los usuarios</translation>
    </message>
    <message>
        <source>Emergency access to the messages of %1</source>
        <translation>Acceso de emergencia a los mensajes de %1</translation>
    </message>
    <message numerus="yes">
        <source>For when this person, or what they sign in with, is not there. You can read and search what is on this workstation for %n minute(s); nothing can be sent or changed.</source>
        <translation>
            <numerusform>Para cuando no está esta persona, o aquello con lo que inicia sesión. Puede leer y buscar lo que hay en esta estación de trabajo durante %n minuto; no se puede enviar ni cambiar nada.</numerusform>
            <numerusform>Para cuando no está esta persona, o aquello con lo que inicia sesión. Puede leer y buscar lo que hay en esta estación de trabajo durante %n minutos; no se puede enviar ni cambiar nada.</numerusform>
        </translation>
    </message>
    <message>
        <source>Who you are, the reason and the time are recorded before anything opens.</source>
        <translation>Quién es usted, el motivo y la hora se registran antes de abrir nada.</translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation>Otra persona</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EmergencyWords</name>
    <message>
        <source>A patient needs what is written there, now</source>
        <translation>Un paciente necesita ahora lo que está escrito ahí</translation>
    </message>
    <message>
        <source>The person cannot be reached</source>
        <translation>No se puede localizar a la persona</translation>
    </message>
    <message>
        <source>The person is here and cannot sign in</source>
        <translation>La persona está aquí y no puede iniciar sesión</translation>
    </message>
    <message>
        <source>The clinic’s server cannot be reached</source>
        <translation>No se llega al servidor de la clínica</translation>
    </message>
    <message>
        <source>A drill</source>
        <translation>Un simulacro</translation>
    </message>
    <message>
        <source>Your clinic’s log server is told at once.</source>
        <translation>Se avisa de inmediato al servidor de registros de su clínica.</translation>
    </message>
    <message>
        <source>The person is told when they sign in here next.</source>
        <translation>Se avisa a la persona la próxima vez que inicie sesión aquí.</translation>
    </message>
    <message>
        <source>Their Sotto then sends a message to: %1. They cannot prevent it.</source>
        <translation>Entonces su Sotto envía un mensaje a: %1. La persona no puede impedirlo.</translation>
    </message>
    <message>
        <source>On %1 by %2. Reason: %3.</source>
        <translation>El %1, por %2. Motivo: %3.</translation>
    </message>
    <message>
        <source>Your clinic does not allow emergency access on this workstation.</source>
        <translation>Su clínica no permite el acceso de emergencia en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Nothing was opened.</source>
        <translation>No se abrió nada.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Pregunte a su administrador.</translation>
    </message>
    <message>
        <source>These messages have no emergency code yet, or one of another kind than your clinic uses now.</source>
        <translation>Estos mensajes todavía no tienen código de emergencia, o tienen uno de otro tipo que el que su clínica usa ahora.</translation>
    </message>
    <message>
        <source>Nothing was opened. The attempt was recorded.</source>
        <translation>No se abrió nada. El intento quedó registrado.</translation>
    </message>
    <message>
        <source>Only the person themselves can open them. Ask your administrator.</source>
        <translation>Solo la propia persona puede abrirlos. Pregunte a su administrador.</translation>
    </message>
    <message>
        <source>That is not the emergency code of these messages.</source>
        <translation>Ese no es el código de emergencia de estos mensajes.</translation>
    </message>
    <message>
        <source>Check whose name is on the envelope, and type the code again.</source>
        <translation>Revise de quién es el nombre en el sobre, y escriba el código otra vez.</translation>
    </message>
    <message>
        <source>In emergency access messages can be read, and nothing else.</source>
        <translation>En el acceso de emergencia se pueden leer mensajes, y nada más.</translation>
    </message>
    <message>
        <source>Nothing was sent or changed.</source>
        <translation>No se envió ni se cambió nada.</translation>
    </message>
    <message>
        <source>Sign in as yourself to write to somebody.</source>
        <translation>Inicie sesión con su propio nombre para escribir a alguien.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EmptyPane</name>
    <message>
        <source>Choose a conversation</source>
        <translation>Elija una conversación</translation>
    </message>
    <message>
        <source>Or press Ctrl+N to write to a colleague.</source>
        <translation>O presione Ctrl+N para escribir a un colega.</translation>
    </message>
    <message>
        <source>Three things to do first</source>
        <translation>Las tres primeras cosas</translation>
    </message>
    <message>
        <source>Say how your colleagues reach you: title, department, phone.</source>
        <translation>Diga cómo pueden ubicarle sus colegas: cargo, departamento, teléfono.</translation>
    </message>
    <message>
        <source>My profile…</source>
        <translation>Mi perfil…</translation>
    </message>
    <message>
        <source>Write to a colleague. Enter sends it, sealed from end to end.</source>
        <translation>Escriba a un colega. Enter lo envía, cifrado de extremo a extremo.</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
    <message>
        <source>Press Ctrl+L whenever you leave. A PIN brings you back faster.</source>
        <translation>Presione Ctrl+L siempre que se vaya. Con un PIN vuelve más rápido.</translation>
    </message>
    <message>
        <source>Set a PIN…</source>
        <translation>Poner un PIN…</translation>
    </message>
    <message>
        <source>Press F1 for help with what you see.</source>
        <translation>Presione F1 para ver ayuda sobre esta pantalla.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EnterRecoveryPage</name>
    <message>
        <source>Recovery code</source>
        <translation>Código de recuperación</translation>
    </message>
    <message>
        <source>Open my messages</source>
        <translation>Abrir mis mensajes</translation>
    </message>
    <message>
        <source>Enter your recovery code</source>
        <translation>Escriba su código de recuperación</translation>
    </message>
    <message>
        <source>Your messages are still on this workstation. The clinic&apos;s server no longer has its half of the key, so the printed code from the clinic&apos;s safe is needed.</source>
        <translation>Sus mensajes siguen en esta estación de trabajo. El servidor de la clínica ya no tiene su mitad de la clave, así que hace falta el código impreso que está en la caja fuerte de la clínica.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Empezar de nuevo</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EntryDelegate</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>verified</source>
        <translation>verificado</translation>
    </message>
    <message>
        <source>kept at the top</source>
        <translation>fijada arriba</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>silenciada</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ErrorText</name>
    <message>
        <source>That address and password do not belong together.</source>
        <translation>Esa dirección y esa contraseña no corresponden.</translation>
    </message>
    <message>
        <source>Nothing was changed and nothing was sent.</source>
        <translation>No se cambió ni se envió nada.</translation>
    </message>
    <message>
        <source>Check the address and Caps Lock, then type the password again.</source>
        <translation>Revise la dirección y la tecla de mayúsculas, y escriba la contraseña otra vez.</translation>
    </message>
    <message>
        <source>Your sign-in for this shift has ended.</source>
        <translation>Su sesión de este turno ha terminado.</translation>
    </message>
    <message>
        <source>Your messages are locked and safe.</source>
        <translation>Sus mensajes están bloqueados y a salvo.</translation>
    </message>
    <message>
        <source>Sign in again with your password and a code.</source>
        <translation>Inicie sesión de nuevo con su contraseña y un código.</translation>
    </message>
    <message>
        <source>That code was not accepted.</source>
        <translation>Ese código no fue aceptado.</translation>
    </message>
    <message>
        <source>Your password was right.</source>
        <translation>Su contraseña era correcta.</translation>
    </message>
    <message>
        <source>Wait for the next code in your authenticator app and type that one. If it fails again, check the clock of your phone.</source>
        <translation>Espere el siguiente código de su aplicación de autenticación y escriba ese. Si vuelve a fallar, revise el reloj de su teléfono.</translation>
    </message>
    <message>
        <source>That code has been used already. Each code works once.</source>
        <translation>Ese código ya se usó. Cada código sirve una vez.</translation>
    </message>
    <message>
        <source>Wait for the next code in your authenticator app.</source>
        <translation>Espere el siguiente código de su aplicación de autenticación.</translation>
    </message>
    <message>
        <source>Too many wrong tries. The clinic&apos;s server accepts new ones from %1.</source>
        <translation>Demasiados intentos fallidos. El servidor de la clínica acepta otros a partir de: %1.</translation>
    </message>
    <message>
        <source>Too many wrong tries. The clinic&apos;s server refuses new ones for now.</source>
        <translation>Demasiados intentos fallidos. El servidor de la clínica no acepta otros por ahora.</translation>
    </message>
    <message>
        <source>Your messages are safe and keep arriving.</source>
        <translation>Sus mensajes están a salvo y siguen llegando.</translation>
    </message>
    <message>
        <source>Wait until then, or ask your administrator to unlock the account. If it was not you who tried, tell your administrator now.</source>
        <translation>Espere hasta entonces, o pida a su administrador que desbloquee la cuenta. Si no fue usted quien lo intentó, avise a su administrador ahora.</translation>
    </message>
    <message>
        <source>Too many wrong tries. This workstation accepts new ones for this address from %1.</source>
        <translation>Demasiados intentos fallidos. Esta estación de trabajo acepta otros para esta dirección a partir de: %1.</translation>
    </message>
    <message>
        <source>Wait until then. If it was not you who tried, tell your administrator now.</source>
        <translation>Espere hasta entonces. Si no fue usted quien lo intentó, avise a su administrador ahora.</translation>
    </message>
    <message>
        <source>Your clinic has ended access for this account.</source>
        <translation>Su clínica ha terminado el acceso de esta cuenta.</translation>
    </message>
    <message>
        <source>Messages on this workstation stay locked; nobody can read them.</source>
        <translation>Los mensajes en esta estación de trabajo siguen bloqueados; nadie puede leerlos.</translation>
    </message>
    <message>
        <source>Ask your administrator.</source>
        <translation>Pregunte a su administrador.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server has ended this sign-in.</source>
        <translation>El servidor de la clínica ha terminado esta sesión.</translation>
    </message>
    <message>
        <source>Sign in again with your password and a code. If your password was changed, use the new one. If neither works, ask your administrator.</source>
        <translation>Inicie sesión de nuevo con su contraseña y un código. Si su contraseña cambió, use la nueva. Si ninguna funciona, pregunte a su administrador.</translation>
    </message>
    <message>
        <source>That is not a complete address.</source>
        <translation>Esa no es una dirección completa.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>No se envió nada.</translation>
    </message>
    <message>
        <source>Type it like an e-mail address, for example desk-a@clinic.example.</source>
        <translation>Escríbala como una dirección de correo electrónico, por ejemplo desk-a@clinic.example.</translation>
    </message>
    <message>
        <source>Your clinic&apos;s policy does not allow this address here.</source>
        <translation>La política de su clínica no permite esta dirección aquí.</translation>
    </message>
    <message>
        <source>Use the address that your clinic gave you.</source>
        <translation>Use la dirección que le dio su clínica.</translation>
    </message>
    <message>
        <source>This device was removed, by your clinic or by another device of yours. The messages kept here were erased.</source>
        <translation>Su clínica, u otro dispositivo suyo, eliminó este dispositivo. Los mensajes guardados aquí se borraron.</translation>
    </message>
    <message>
        <source>Your other devices have their messages. Nothing on this one can be opened.</source>
        <translation>Sus otros dispositivos tienen sus propios mensajes. Nada se puede abrir en este.</translation>
    </message>
    <message>
        <source>If you removed it yourself, there is nothing to do; who signs in here begins anew. If you know nothing of it, tell your administrator now.</source>
        <translation>Si lo eliminó usted, no hay nada que hacer; quien inicie sesión aquí empieza de nuevo. Si no sabe nada de esto, avise a su administrador ahora.</translation>
    </message>
    <message>
        <source>Another device of yours removed this one, so you were signed out here.</source>
        <translation>Otro dispositivo suyo eliminó este, así que aquí se cerró su sesión.</translation>
    </message>
    <message>
        <source>Nothing was erased: the two were never compared, or your clinic does not want it.</source>
        <translation>No se borró nada: los dos nunca se compararon, o su clínica no lo quiere.</translation>
    </message>
    <message>
        <source>To go on here, sign in and type the printed recovery code. If you removed nothing, tell your administrator now.</source>
        <translation>Para seguir aquí, inicie sesión y escriba el código de recuperación impreso. Si usted no eliminó nada, avise a su administrador ahora.</translation>
    </message>
    <message>
        <source>You were signed in on another computer, so you were signed out here.</source>
        <translation>Inició sesión en otra computadora, así que aquí se cerró su sesión.</translation>
    </message>
    <message>
        <source>Your messages are safe here and there.</source>
        <translation>Sus mensajes están a salvo aquí y allá.</translation>
    </message>
    <message>
        <source>Sign in again to go on here. If the other sign-in was not you, change your password and tell your administrator.</source>
        <translation>Inicie sesión otra vez para seguir aquí. Si no fue usted quien inició la otra sesión, cambie su contraseña y avise a su administrador.</translation>
    </message>
    <message>
        <source>Your messages are safe on this workstation, locked.</source>
        <translation>Sus mensajes están a salvo en esta estación de trabajo, bloqueados.</translation>
    </message>
    <message>
        <source>Connect to a network that reaches the clinic&apos;s server, then sign in.</source>
        <translation>Conéctese a una red que llegue al servidor de la clínica e inicie sesión.</translation>
    </message>
    <message>
        <source>That is not your PIN.</source>
        <translation>Ese no es su PIN.</translation>
    </message>
    <message>
        <source>Type it again, or use your password. After too many wrong tries you sign in with password and code.</source>
        <translation>Escríbalo otra vez o use su contraseña. Después de demasiados intentos fallidos se inicia sesión con contraseña y código.</translation>
    </message>
    <message>
        <source>Your PIN cannot be used now: it has ended, or the clinic&apos;s server cannot be reached.</source>
        <translation>Su PIN no se puede usar ahora: ha terminado, o no se llega al servidor de la clínica.</translation>
    </message>
    <message>
        <source>Use your password.</source>
        <translation>Use su contraseña.</translation>
    </message>
    <message>
        <source>Your password was changed, but not on this workstation.</source>
        <translation>Su contraseña cambió, pero no en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Nothing is lost: your messages here still open with the old one.</source>
        <translation>No se ha perdido nada: sus mensajes aquí todavía se abren con la anterior.</translation>
    </message>
    <message>
        <source>Type the password that you used here before, or the printed recovery code.</source>
        <translation>Escriba la contraseña que usaba aquí antes, o el código de recuperación impreso.</translation>
    </message>
    <message>
        <source>That is not the password that you used here last.</source>
        <translation>Esa no es la última contraseña que usó aquí.</translation>
    </message>
    <message>
        <source>Nothing was changed. You are signed in at the clinic&apos;s server.</source>
        <translation>No se cambió nada. Su sesión en el servidor de la clínica está iniciada.</translation>
    </message>
    <message>
        <source>Try again, or use the printed recovery code.</source>
        <translation>Inténtelo otra vez o use el código de recuperación impreso.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server cannot be reached, and without it this workstation cannot open your messages now.</source>
        <translation>No se llega al servidor de la clínica, y sin él esta estación de trabajo no puede abrir sus mensajes ahora.</translation>
    </message>
    <message>
        <source>The time for which your clinic lets you open messages without its server has run out.</source>
        <translation>Se acabó el tiempo durante el cual su clínica le permite abrir mensajes sin su servidor.</translation>
    </message>
    <message>
        <source>The clock of this computer shows an earlier time than before, so nobody knows how long it has been without the clinic&apos;s server.</source>
        <translation>El reloj de esta computadora muestra una hora anterior a la de antes, así que nadie sabe cuánto tiempo ha estado sin el servidor de la clínica.</translation>
    </message>
    <message>
        <source>Set the clock right, or connect to a network and sign in.</source>
        <translation>Ponga el reloj en hora, o conéctese a una red e inicie sesión.</translation>
    </message>
    <message>
        <source>Too many wrong passwords without the clinic&apos;s server. Opening without it has ended.</source>
        <translation>Demasiadas contraseñas equivocadas sin el servidor de la clínica. Ya no se puede abrir sin él.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server cannot be reached, and this computer&apos;s key chain does not answer, which holds what is needed to do without.</source>
        <translation>No se llega al servidor de la clínica, y no responde el llavero de esta computadora, que guarda lo necesario para prescindir de él.</translation>
    </message>
    <message>
        <source>Unlock the key chain or sign in to the computer again. Else connect to a network and sign in.</source>
        <translation>Desbloquee el llavero o vuelva a iniciar sesión en la computadora. Si no, conéctese a una red e inicie sesión.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server cannot be reached.</source>
        <translation>No se llega al servidor de la clínica.</translation>
    </message>
    <message>
        <source>Your messages are safe on this workstation; what you wrote is kept.</source>
        <translation>Sus mensajes están a salvo en esta estación de trabajo; lo que escribió se conserva.</translation>
    </message>
    <message>
        <source>Check the network cable or Wi-Fi. Sotto tries again by itself.</source>
        <translation>Revise el cable de red o el Wi-Fi. Sotto vuelve a intentarlo por sí solo.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server could not be reached for longer than your clinic allows, so Sotto locked.</source>
        <translation>No se llegó al servidor de la clínica durante más tiempo del que su clínica permite, así que Sotto se bloqueó.</translation>
    </message>
    <message>
        <source>Check the network cable or Wi-Fi. Unlock as soon as the server can be reached; until then, phone.</source>
        <translation>Revise el cable de red o el Wi-Fi. Desbloquee en cuanto se llegue al servidor; hasta entonces, llame por teléfono.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server ended the connection.</source>
        <translation>El servidor de la clínica cortó la conexión.</translation>
    </message>
    <message>
        <source>Nothing is lost.</source>
        <translation>No se ha perdido nada.</translation>
    </message>
    <message>
        <source>Try again in a minute. If it goes on, tell your administrator.</source>
        <translation>Inténtelo de nuevo en un minuto. Si sigue igual, avise a su administrador.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server could not prove who it is.</source>
        <translation>El servidor de la clínica no pudo probar quién es.</translation>
    </message>
    <message>
        <source>Your password was not sent.</source>
        <translation>Su contraseña no se envió.</translation>
    </message>
    <message>
        <source>Do not try from another network. Tell your administrator: the server&apos;s certificate is not trusted, has expired or has another name.</source>
        <translation>No lo intente desde otra red. Avise a su administrador: el certificado del servidor no es de confianza, ha vencido o lleva otro nombre.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server shows another identity than before.</source>
        <translation>El servidor de la clínica muestra una identidad distinta a la de antes.</translation>
    </message>
    <message>
        <source>Ask your administrator whether the server was renewed. Until then, do not sign in.</source>
        <translation>Pregunte a su administrador si el servidor se renovó. Hasta entonces, no inicie sesión.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server lacks something that Sotto needs.</source>
        <translation>Al servidor de la clínica le falta algo que Sotto necesita.</translation>
    </message>
    <message>
        <source>Tell your administrator to run: sottoctl relay check</source>
        <translation>Pida a su administrador que ejecute: sottoctl relay check</translation>
    </message>
    <message>
        <source>Somebody between this workstation and the clinic&apos;s server changed the connection.</source>
        <translation>Alguien entre esta estación de trabajo y el servidor de la clínica alteró la conexión.</translation>
    </message>
    <message>
        <source>It was cut before your code was sent. Your messages are safe.</source>
        <translation>Se cortó antes de enviar su código. Sus mensajes están a salvo.</translation>
    </message>
    <message>
        <source>Tell your administrator now, and do not use this network.</source>
        <translation>Avise a su administrador ahora y no use esta red.</translation>
    </message>
    <message>
        <source>The other person has not signed in to Sotto yet.</source>
        <translation>La otra persona todavía no ha iniciado sesión en Sotto.</translation>
    </message>
    <message>
        <source>Your message waits here and goes out by itself once they have.</source>
        <translation>Su mensaje espera aquí y sale por sí solo en cuanto lo haga.</translation>
    </message>
    <message>
        <source>If it is urgent, phone.</source>
        <translation>Si es urgente, llame por teléfono.</translation>
    </message>
    <message>
        <source>This team has %1 devices, and one message can go to 200 at most.</source>
        <translation>Este equipo tiene %1 dispositivos, y un mensaje puede ir a 200 como máximo.</translation>
    </message>
    <message>
        <source>Your message waits in the conversation. Nobody has got it, also not in part.</source>
        <translation>Su mensaje espera en la conversación. Nadie lo ha recibido, ni siquiera en parte.</translation>
    </message>
    <message>
        <source>Ask members to take devices off that they no longer use; it then goes out by itself. Until then write to a smaller team, and phone if it is urgent.</source>
        <translation>Pida a los miembros que quiten los dispositivos que ya no usan; después sale por sí solo. Hasta entonces escriba a un equipo más pequeño, y llame si es urgente.</translation>
    </message>
    <message>
        <source>A team&apos;s room is not what it must be: closed to others, with everybody&apos;s address shown, and kept.</source>
        <translation>La sala de un equipo no es lo que debe ser: cerrada a otros, con la dirección de todos a la vista y conservada.</translation>
    </message>
    <message>
        <source>Nothing is sent to it, and nothing from somebody outside the team is shown. Your other conversations are safe.</source>
        <translation>No se le envía nada, y no se muestra nada de alguien de fuera del equipo. Sus otras conversaciones están a salvo.</translation>
    </message>
    <message>
        <source>Tell your administrator, and write to each person until then.</source>
        <translation>Avise a su administrador y, hasta entonces, escriba a cada persona por separado.</translation>
    </message>
    <message>
        <source>You are no longer in this team, or its room was taken down.</source>
        <translation>Usted ya no está en este equipo, o su sala fue eliminada.</translation>
    </message>
    <message>
        <source>What was said before stays here, and what you typed is kept as a draft.</source>
        <translation>Lo que se dijo antes se queda aquí, y lo que usted escribió se guarda como borrador.</translation>
    </message>
    <message>
        <source>Ask whoever leads the team, or write to people one by one.</source>
        <translation>Pregunte a quien dirige el equipo, o escriba a las personas una por una.</translation>
    </message>
    <message>
        <source>A colleague wrote from a phone or an app that your clinic’s policy does not let in.</source>
        <translation>Un colega escribió desde un teléfono o una aplicación que la política de su clínica no admite.</translation>
    </message>
    <message>
        <source>The message was not opened; a note stands in its place.</source>
        <translation>El mensaje no se abrió; una nota ocupa su lugar.</translation>
    </message>
    <message>
        <source>Ask them to write from Sotto.</source>
        <translation>Pídale que escriba desde Sotto.</translation>
    </message>
    <message>
        <source>Your profile was not saved.</source>
        <translation>Su perfil no se guardó.</translation>
    </message>
    <message>
        <source>Your colleagues see what they saw before.</source>
        <translation>Sus colegas ven lo mismo que antes.</translation>
    </message>
    <message>
        <source>Try again when you are online.</source>
        <translation>Inténtelo de nuevo cuando tenga conexión.</translation>
    </message>
    <message>
        <source>The team was not changed.</source>
        <translation>El equipo no se cambió.</translation>
    </message>
    <message>
        <source>Everybody in it reads what they read before.</source>
        <translation>Todos sus miembros leen lo mismo que antes.</translation>
    </message>
    <message>
        <source>Only who made the team can change it, and only while online. Try again, or ask them.</source>
        <translation>Solo quien creó el equipo puede cambiarlo, y solo con conexión. Inténtelo de nuevo o pídaselo.</translation>
    </message>
    <message>
        <source>Your clinic’s list of roles was changed, and the new one cannot be trusted.</source>
        <translation>La lista de roles de su clínica cambió, y la nueva no es de confianza.</translation>
    </message>
    <message>
        <source>The roles that were known before stay in force; without any, nobody holds one.</source>
        <translation>Siguen en vigor los roles que se conocían antes; si no había, nadie tiene ninguno.</translation>
    </message>
    <message>
        <source>Tell your administrator.</source>
        <translation>Avise a su administrador.</translation>
    </message>
    <message>
        <source>By your clinic’s roles, STAT is not for you to send.</source>
        <translation>Según los roles de su clínica, usted no puede enviar STAT.</translation>
    </message>
    <message>
        <source>Nothing was sent; what you wrote is kept as a draft.</source>
        <translation>No se envió nada; lo que escribió se guarda como borrador.</translation>
    </message>
    <message>
        <source>Send it as CONCERN, or call.</source>
        <translation>Envíelo como ATENCIÓN, o llame.</translation>
    </message>
    <message>
        <source>By your clinic’s roles, broadcasts are not for you to send.</source>
        <translation>Según los roles de su clínica, usted no puede enviar avisos generales.</translation>
    </message>
    <message>
        <source>Write in the team’s conversation, or ask somebody who may.</source>
        <translation>Escriba en la conversación del equipo, o pídaselo a alguien que pueda.</translation>
    </message>
    <message>
        <source>By your clinic’s roles, you answer others but begin no conversation.</source>
        <translation>Según los roles de su clínica, usted responde a otros pero no inicia conversaciones.</translation>
    </message>
    <message>
        <source>Nothing was begun, and nobody was told.</source>
        <translation>No se inició nada y no se avisó a nadie.</translation>
    </message>
    <message>
        <source>Ask the colleague to write to you first, or ask your administrator.</source>
        <translation>Pida al colega que le escriba primero, o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>By your clinic’s roles, you take nothing out of Sotto.</source>
        <translation>Según los roles de su clínica, usted no saca nada de Sotto.</translation>
    </message>
    <message>
        <source>Nothing was saved.</source>
        <translation>No se guardó nada.</translation>
    </message>
    <message>
        <source>Ask somebody who may, or your administrator.</source>
        <translation>Pídaselo a alguien que pueda, o a su administrador.</translation>
    </message>
    <message>
        <source>This could not be put on record.</source>
        <translation>Esto no pudo quedar registrado.</translation>
    </message>
    <message>
        <source>It was not done.</source>
        <translation>No se hizo.</translation>
    </message>
    <message>
        <source>Try again. If it goes on, tell your administrator that the activity log cannot be written.</source>
        <translation>Inténtelo de nuevo. Si sigue igual, diga a su administrador que no se puede escribir en el registro de actividad.</translation>
    </message>
    <message>
        <source>Your clinic’s policy does not allow messages to this address.</source>
        <translation>La política de su clínica no permite mensajes a esta dirección.</translation>
    </message>
    <message>
        <source>Choose somebody from the directory, or ask your administrator.</source>
        <translation>Elija a alguien del directorio, o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>Another app on your account takes this workstation off the list of your devices again and again.</source>
        <translation>Otra aplicación de su cuenta quita una y otra vez esta estación de trabajo de la lista de sus dispositivos.</translation>
    </message>
    <message>
        <source>What you have is safe, but new messages may not reach this workstation.</source>
        <translation>Lo que tiene está a salvo, pero los mensajes nuevos podrían no llegar a esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Close the other apps on your account, or tell your administrator.</source>
        <translation>Cierre las otras aplicaciones de su cuenta, o avise a su administrador.</translation>
    </message>
    <message>
        <source>A device of a colleague is not the one that it was.</source>
        <translation>Un dispositivo de un colega no es el que era.</translation>
    </message>
    <message>
        <source>Nothing is sent to that device; their other devices are not affected.</source>
        <translation>No se envía nada a ese dispositivo; sus otros dispositivos no se ven afectados.</translation>
    </message>
    <message>
        <source>Ask them whether they set it up anew. If so, compare it with them under Devices; if not, tell your administrator.</source>
        <translation>Pregúntele si lo configuró de nuevo. Si es así, compárenlo en Dispositivos; si no, avise a su administrador.</translation>
    </message>
    <message>
        <source>This device has changed since you looked at it.</source>
        <translation>Este dispositivo ha cambiado desde que usted lo miró.</translation>
    </message>
    <message>
        <source>Nothing was decided, and nothing else is sent to it than before.</source>
        <translation>No se decidió nada, y no se le envía nada más que antes.</translation>
    </message>
    <message>
        <source>Compare it with its owner once more.</source>
        <translation>Compárelo otra vez con su dueño.</translation>
    </message>
    <message>
        <source>Your clinic’s list of devices was changed, and the new one cannot be trusted.</source>
        <translation>La lista de dispositivos de su clínica cambió, y la nueva no es de confianza.</translation>
    </message>
    <message>
        <source>Devices that were not on the list before get nothing; nobody else is affected.</source>
        <translation>Los dispositivos que no estaban antes en la lista no reciben nada; nadie más se ve afectado.</translation>
    </message>
    <message>
        <source>Another device was added to your account. From now on it gets the messages that you send and receive.</source>
        <translation>Se agregó otro dispositivo a su cuenta. Desde ahora recibe los mensajes que usted envía y recibe.</translation>
    </message>
    <message>
        <source>What you wrote before is not on it.</source>
        <translation>Lo que escribió antes no está en él.</translation>
    </message>
    <message>
        <source>Was it you? If not, remove it under Devices and tell your administrator.</source>
        <translation>¿Fue usted? Si no, elimínelo en Dispositivos y avise a su administrador.</translation>
    </message>
    <message>
        <source>A message was sent with this workstation&apos;s keys, but not by this workstation. Its message store may be an old copy, or somebody has a copy of it.</source>
        <translation>Se envió un mensaje con las claves de esta estación de trabajo, pero no desde ella. Su almacén de mensajes puede ser una copia antigua, o alguien tiene una copia de él.</translation>
    </message>
    <message>
        <source>Sending has stopped here, so that nobody can write in your name. Messages still arrive, and what you type is kept as a draft.</source>
        <translation>Aquí se ha detenido el envío, para que nadie pueda escribir en nombre de usted. Los mensajes siguen llegando, y lo que escriba se guarda como borrador.</translation>
    </message>
    <message>
        <source>Phone your administrator now. After a check they run: sottoctl vault restore</source>
        <translation>Llame ahora a su administrador. Después de una revisión ejecutará: sottoctl vault restore</translation>
    </message>
    <message>
        <source>The clinic&apos;s policy on this workstation cannot be read.</source>
        <translation>La política de la clínica en esta estación de trabajo no se puede leer.</translation>
    </message>
    <message>
        <source>The strictest rules are in force.</source>
        <translation>Rigen las reglas más estrictas.</translation>
    </message>
    <message>
        <source>The clinic&apos;s policy file can be changed by others than the administrator.</source>
        <translation>Otros además del administrador pueden cambiar el archivo de política de la clínica.</translation>
    </message>
    <message>
        <source>It was not used; the strictest rules are in force.</source>
        <translation>No se usó; rigen las reglas más estrictas.</translation>
    </message>
    <message>
        <source>Your message store on this workstation is damaged.</source>
        <translation>Su almacén de mensajes en esta estación de trabajo está dañado.</translation>
    </message>
    <message>
        <source>It was left as it is. Messages at the clinic&apos;s server are not affected.</source>
        <translation>Se dejó como está. Los mensajes en el servidor de la clínica no se ven afectados.</translation>
    </message>
    <message>
        <source>Ask your administrator to restore it from a backup.</source>
        <translation>Pida a su administrador que lo restaure desde una copia de seguridad.</translation>
    </message>
    <message>
        <source>Your message store on this workstation is missing.</source>
        <translation>Falta su almacén de mensajes en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Nothing was put in its place. Messages at the clinic&apos;s server are not affected.</source>
        <translation>No se puso nada en su lugar. Los mensajes en el servidor de la clínica no se ven afectados.</translation>
    </message>
    <message>
        <source>Ask your administrator to restore a backup: sottoctl vault restore</source>
        <translation>Pida a su administrador que restaure una copia de seguridad: sottoctl vault restore</translation>
    </message>
    <message>
        <source>Your messages are open in another Sotto window.</source>
        <translation>Sus mensajes están abiertos en otra ventana de Sotto.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>No se cambió nada.</translation>
    </message>
    <message>
        <source>Use that window, or sign out there first.</source>
        <translation>Use esa ventana, o cierre primero la sesión allí.</translation>
    </message>
    <message>
        <source>You are signed in on this workstation already.</source>
        <translation>Usted ya tiene sesión en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Your session was only locked; here it is.</source>
        <translation>Su sesión solo estaba bloqueada; aquí está.</translation>
    </message>
    <message>
        <source>Type your password to go on.</source>
        <translation>Escriba su contraseña para seguir.</translation>
    </message>
    <message>
        <source>Sotto is already running on this workstation.</source>
        <translation>Sotto ya está funcionando en esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Use the window that is open, or quit it first.</source>
        <translation>Use la ventana que está abierta, o ciérrela primero.</translation>
    </message>
    <message>
        <source>Your message store was made by a newer version of Sotto.</source>
        <translation>Su almacén de mensajes fue creado por una versión más nueva de Sotto.</translation>
    </message>
    <message>
        <source>It was left as it is.</source>
        <translation>Se dejó como está.</translation>
    </message>
    <message>
        <source>Ask your administrator to update Sotto here.</source>
        <translation>Pida a su administrador que actualice Sotto aquí.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server no longer has its half of your key.</source>
        <translation>El servidor de la clínica ya no tiene su mitad de la clave de usted.</translation>
    </message>
    <message>
        <source>Your messages are still here, locked.</source>
        <translation>Sus mensajes siguen aquí, bloqueados.</translation>
    </message>
    <message>
        <source>Use your printed recovery code to open them.</source>
        <translation>Use su código de recuperación impreso para abrirlos.</translation>
    </message>
    <message>
        <source>That recovery code does not open these messages.</source>
        <translation>Ese código de recuperación no abre estos mensajes.</translation>
    </message>
    <message>
        <source>Compare it with the printed code letter by letter. The letters I, L, O and U are never used in it.</source>
        <translation>Compárelo letra por letra con el código impreso. Las letras I, L, O y U nunca se usan en él.</translation>
    </message>
    <message>
        <source>The disk of this workstation is full.</source>
        <translation>El disco de esta estación de trabajo está lleno.</translation>
    </message>
    <message>
        <source>Nothing was lost; nothing new can be stored.</source>
        <translation>No se ha perdido nada; no se puede guardar nada nuevo.</translation>
    </message>
    <message>
        <source>Ask your administrator to free space, then try again.</source>
        <translation>Pida a su administrador que libere espacio e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Your message store could not be read or written.</source>
        <translation>Su almacén de mensajes no se pudo leer o escribir.</translation>
    </message>
    <message>
        <source>What was stored before is kept.</source>
        <translation>Lo que se guardó antes se conserva.</translation>
    </message>
    <message>
        <source>Try again. If it goes on, tell your administrator: the disk may be failing.</source>
        <translation>Inténtelo de nuevo. Si sigue igual, avise a su administrador: el disco puede estar fallando.</translation>
    </message>
    <message>
        <source>The backup of your messages was not made.</source>
        <translation>No se hizo la copia de seguridad de sus mensajes.</translation>
    </message>
    <message>
        <source>Your messages themselves are not affected.</source>
        <translation>Sus mensajes no se ven afectados.</translation>
    </message>
    <message>
        <source>Sotto tries again within the hour. If it goes on, tell your administrator: the disk may be full or failing.</source>
        <translation>Sotto lo intenta otra vez en menos de una hora. Si sigue igual, avise a su administrador: el disco puede estar lleno o fallando.</translation>
    </message>
    <message>
        <source>Your messages here were restored, and this workstation began anew.</source>
        <translation>Sus mensajes aquí fueron restaurados, y esta estación de trabajo empezó de nuevo.</translation>
    </message>
    <message>
        <source>What colleagues wrote since the backup is asked for again. What you sent from here since then has reached them, but cannot be shown here.</source>
        <translation>Lo que sus colegas escribieron desde la copia de seguridad se pide otra vez. Lo que usted envió desde aquí después les llegó, pero no se puede mostrar aquí.</translation>
    </message>
    <message>
        <source>Go on as usual. If a message looks missing, ask its sender.</source>
        <translation>Siga como siempre. Si parece que falta un mensaje, pregunte a quien lo envió.</translation>
    </message>
    <message>
        <source>The file was not sent.</source>
        <translation>El archivo no se envió.</translation>
    </message>
    <message>
        <source>This file is larger than your clinic allows.</source>
        <translation>Este archivo es más grande de lo que permite su clínica.</translation>
    </message>
    <message>
        <source>It was neither sent nor fetched.</source>
        <translation>No se envió ni se descargó.</translation>
    </message>
    <message>
        <source>Use a smaller one, or a part of it.</source>
        <translation>Use uno más pequeño, o una parte de él.</translation>
    </message>
    <message>
        <source>Your clinic does not allow files of this kind.</source>
        <translation>Su clínica no permite archivos de este tipo.</translation>
    </message>
    <message>
        <source>Send it as a picture or a PDF.</source>
        <translation>Envíelo como imagen o PDF.</translation>
    </message>
    <message>
        <source>This file cannot be read, or there is nothing in it.</source>
        <translation>Este archivo no se puede leer, o no contiene nada.</translation>
    </message>
    <message>
        <source>Open it yourself first to see whether it is whole, then send it again.</source>
        <translation>Ábralo primero usted para ver si está completo, y envíelo de nuevo.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server takes no files.</source>
        <translation>El servidor de la clínica no admite archivos.</translation>
    </message>
    <message>
        <source>The file was not sent. It is kept with its message.</source>
        <translation>El archivo no se envió. Se conserva con su mensaje.</translation>
    </message>
    <message>
        <source>Tell your administrator, then try again.</source>
        <translation>Avise a su administrador e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The file did not get through.</source>
        <translation>El archivo no llegó a pasar.</translation>
    </message>
    <message>
        <source>Nothing was lost.</source>
        <translation>No se ha perdido nada.</translation>
    </message>
    <message>
        <source>Try again when the connection is better.</source>
        <translation>Inténtelo de nuevo cuando la conexión sea mejor.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server no longer has this file.</source>
        <translation>El servidor de la clínica ya no tiene este archivo.</translation>
    </message>
    <message>
        <source>Your messages are safe.</source>
        <translation>Sus mensajes están a salvo.</translation>
    </message>
    <message>
        <source>Ask its sender to send it again.</source>
        <translation>Pida a quien lo envió que lo envíe de nuevo.</translation>
    </message>
    <message>
        <source>This file is not at your clinic&apos;s server, so it was not fetched.</source>
        <translation>Este archivo no está en el servidor de su clínica, así que no se descargó.</translation>
    </message>
    <message>
        <source>Nothing was asked for and nothing was sent.</source>
        <translation>No se pidió ni se envió nada.</translation>
    </message>
    <message>
        <source>Ask its sender to send it again from within the clinic.</source>
        <translation>Pida a quien lo envió que lo envíe de nuevo desde la clínica.</translation>
    </message>
    <message>
        <source>What came is not the file that was sent. It was thrown away.</source>
        <translation>Lo que llegó no es el archivo que se envió. Se desechó.</translation>
    </message>
    <message>
        <source>Nothing of it was shown or kept.</source>
        <translation>No se mostró ni se guardó nada de él.</translation>
    </message>
    <message>
        <source>Try again. If it fails again, tell your administrator.</source>
        <translation>Inténtelo de nuevo. Si falla otra vez, avise a su administrador.</translation>
    </message>
    <message>
        <source>Your clinic does not allow saving files outside Sotto.</source>
        <translation>Su clínica no permite guardar archivos fuera de Sotto.</translation>
    </message>
    <message>
        <source>The file is kept here, with its message.</source>
        <translation>El archivo se conserva aquí, con su mensaje.</translation>
    </message>
    <message>
        <source>Open it here, or ask your administrator.</source>
        <translation>Ábralo aquí, o pregunte a su administrador.</translation>
    </message>
    <message>
        <source>A file of this kind can harm this computer, so it is not saved.</source>
        <translation>Un archivo de este tipo puede dañar esta computadora, así que no se guarda.</translation>
    </message>
    <message>
        <source>It was not opened and does nothing where it is.</source>
        <translation>No se abrió, y donde está no hace nada.</translation>
    </message>
    <message>
        <source>Ask its sender for a PDF or a picture instead.</source>
        <translation>Pida a quien lo envió un PDF o una imagen en su lugar.</translation>
    </message>
    <message>
        <source>The file was not saved: that place does not take it, or a file of that name is there.</source>
        <translation>El archivo no se guardó: ese lugar no lo admite, o ya hay un archivo con ese nombre.</translation>
    </message>
    <message>
        <source>Choose another name or another place.</source>
        <translation>Elija otro nombre u otro lugar.</translation>
    </message>
    <message>
        <source>Somebody else gets what is written to this role now.</source>
        <translation>Ahora otra persona recibe lo que se escribe a este rol.</translation>
    </message>
    <message>
        <source>Nothing was sent; what you wrote is kept.</source>
        <translation>No se envió nada; lo que escribió se conserva.</translation>
    </message>
    <message>
        <source>Look who holds the role now, then send it to them.</source>
        <translation>Vea quién tiene el rol ahora y envíeselo.</translation>
    </message>
    <message>
        <source>Nobody but you gets what is written to this role now.</source>
        <translation>Ahora nadie más que usted recibe lo que se escribe a este rol.</translation>
    </message>
    <message>
        <source>Choose a person from the directory, or call them.</source>
        <translation>Elija a una persona del directorio, o llámela.</translation>
    </message>
    <message>
        <source>The role stays with whoever holds it: this was not taken by the clinic’s server, or the role is not yours to hold.</source>
        <translation>El rol sigue con quien lo tiene: el servidor de la clínica no aceptó el cambio, o a usted no le corresponde el rol.</translation>
    </message>
    <message>
        <source>Try again once you are connected.</source>
        <translation>Inténtelo de nuevo cuando esté conectado.</translation>
    </message>
    <message>
        <source>What was saved is safe and can be read. New messages wait at the clinic&apos;s server, and what you type stays here.</source>
        <translation>Lo que se guardó está a salvo y se puede leer. Los mensajes nuevos esperan en el servidor de la clínica, y lo que escriba se queda aquí.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk is full. Nothing new is saved or received.</source>
        <translation>El disco de esta computadora está lleno. No se guarda ni se recibe nada nuevo.</translation>
    </message>
    <message>
        <source>Free some space; Sotto goes on by itself.</source>
        <translation>Libere espacio; Sotto sigue por sí solo.</translation>
    </message>
    <message>
        <source>This computer&apos;s disk cannot be written. Nothing new is saved or received.</source>
        <translation>No se puede escribir en el disco de esta computadora. No se guarda ni se recibe nada nuevo.</translation>
    </message>
    <message>
        <source>Tell your administrator. Sotto goes on by itself once the disk works again.</source>
        <translation>Avise a su administrador. Sotto sigue por sí solo en cuanto el disco vuelva a funcionar.</translation>
    </message>
    <message>
        <source>Your clinic keeps a copy of every message in its archive, and the archive cannot read new messages now.</source>
        <translation>Su clínica guarda una copia de cada mensaje en su archivo, y el archivo no puede leer mensajes nuevos ahora.</translation>
    </message>
    <message>
        <source>Your message is kept here and goes out by itself once the archive can.</source>
        <translation>Su mensaje se conserva aquí y sale por sí solo en cuanto el archivo pueda.</translation>
    </message>
    <message>
        <source>If it is urgent, call. Tell your administrator.</source>
        <translation>Si es urgente, llame. Avise a su administrador.</translation>
    </message>
    <message>
        <source>This message cannot be corrected or recalled any more: its time for that is over, or it was recalled.</source>
        <translation>Este mensaje ya no se puede corregir ni retirar: su plazo terminó, o ya fue retirado.</translation>
    </message>
    <message>
        <source>Write a new message. If the wrong person has it, choose “Sent to the wrong person” in the menu Conversation.</source>
        <translation>Escriba un mensaje nuevo. Si lo tiene la persona equivocada, elija «Enviado a la persona equivocada» en el menú Conversación.</translation>
    </message>
    <message>
        <source>It stays as it is. If you wrote a new text for it, that is kept as a draft.</source>
        <translation>Se queda como está. Si escribió un texto nuevo para él, se guarda como borrador.</translation>
    </message>
    <message>
        <source>Your clinic does not let you save orders as FHIR.</source>
        <translation>Su clínica no le permite guardar indicaciones como FHIR.</translation>
    </message>
    <message>
        <source>The order is kept here, with its message.</source>
        <translation>La indicación se conserva aquí, con su mensaje.</translation>
    </message>
    <message>
        <source>Enter it in the record by hand, or ask your administrator.</source>
        <translation>Anótela a mano en el expediente o pregunte a su administrador.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Evidence</name>
    <message>
        <source>Read by %1 of %2</source>
        <translation>Leído por %1 de %2</translation>
    </message>
    <message>
        <source>Delivered to %1 of %2</source>
        <translation>Entregado a %1 de %2</translation>
    </message>
    <message>
        <source>done by %1</source>
        <translation>%1 lo terminaron</translation>
    </message>
    <message>
        <source>accepted by %1</source>
        <translation>%1 aceptaron</translation>
    </message>
    <message>
        <source>acknowledged by %1</source>
        <translation>%1 confirmaron</translation>
    </message>
    <message>
        <source>declined by %1</source>
        <translation>%1 rechazaron</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>You finished it</source>
        <translation>Usted lo terminó</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>You declined</source>
        <translation>Usted lo rechazó</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceptado</translation>
    </message>
    <message>
        <source>You accepted</source>
        <translation>Usted lo aceptó</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>En espera de envío</translation>
    </message>
    <message>
        <source>On its way to the relay</source>
        <translation>En camino al servidor</translation>
    </message>
    <message>
        <source>Relay has it</source>
        <translation>En el servidor</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leído</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>No enviado</translation>
    </message>
    <message>
        <source>Broadcast</source>
        <translation>Aviso general</translation>
    </message>
    <message>
        <source>Broadcast: your answer goes to %1 alone</source>
        <translation>Aviso general: su respuesta va solo a %1</translation>
    </message>
    <message>
        <source>Forwarded while you were on do not disturb; written by %1</source>
        <translation>Reenviado mientras usted estaba en No molestar; escrito por %1</translation>
    </message>
    <message>
        <source>Forwarded by %1 while on do not disturb; written by %2</source>
        <translation>Reenviado por %1 mientras estaba en No molestar; escrito por %2</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>A %1</translation>
    </message>
    <message>
        <source>To %1, handed over; written by %2</source>
        <translation>A %1, traspasado; escrito por %2</translation>
    </message>
    <message>
        <source>You acknowledged</source>
        <translation>Usted confirmó</translation>
    </message>
    <message>
        <source>From an unmanaged phone</source>
        <translation>Desde un teléfono no administrado</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Escrito</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Enviado</translation>
    </message>
    <message>
        <source>Delivered to all</source>
        <translation>Entregado a todos</translation>
    </message>
    <message>
        <source>Read by all</source>
        <translation>Leído por todos</translation>
    </message>
    <message>
        <source>Written on your own unmanaged phone</source>
        <translation>Escrito en su propio teléfono no administrado</translation>
    </message>
    <message>
        <source>Entered in the record by %1</source>
        <translation>Anotada en el expediente por %1</translation>
    </message>
    <message>
        <source>You entered it in the record</source>
        <translation>Usted la anotó en el expediente</translation>
    </message>
    <message>
        <source>Read back by %1</source>
        <translation>Verificada por lectura por %1</translation>
    </message>
    <message>
        <source>You read it back</source>
        <translation>Usted la verificó por lectura</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Verificada por lectura</translation>
    </message>
    <message>
        <source>Entered in the record</source>
        <translation>Anotada en el expediente</translation>
    </message>
    <message>
        <source>Cancelled by %1</source>
        <translation>Anulada por %1</translation>
    </message>
</context>
<context>
    <name>sotto::ui::EvidenceDialog</name>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>Declined</source>
        <translation>Rechazado</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Aceptado</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Confirmado</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>todavía no</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Who has seen it</source>
        <translation>Quién lo ha visto</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Entregado</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Leído</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Entered in the record</source>
        <translation>Anotada en el expediente</translation>
    </message>
    <message>
        <source>Read back</source>
        <translation>Verificada por lectura</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ExceptionsDialog</name>
    <message>
        <source>Exceptions</source>
        <translation>Excepciones</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Qué</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Quién</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Primera vez</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Veces</translation>
    </message>
    <message>
        <source>Exception report</source>
        <translation>Informe de excepciones</translation>
    </message>
    <message>
        <source>This workstation</source>
        <translation>Esta estación de trabajo</translation>
    </message>
    <message>
        <source>no time</source>
        <translation>sin hora</translation>
    </message>
    <message>
        <source>Nothing to look at.</source>
        <translation>Nada que revisar.</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Imprimir…</translation>
    </message>
    <message>
        <source>I have reviewed it</source>
        <translation>Lo he revisado</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>The log is empty.</source>
        <translation>El registro está vacío.</translation>
    </message>
    <message>
        <source>Since the last review, %1.</source>
        <translation>Desde la última revisión: %1.</translation>
    </message>
    <message>
        <source>Since the log began, %1. Nobody has reviewed it yet.</source>
        <translation>Desde el comienzo del registro: %1. Nadie lo ha revisado todavía.</translation>
    </message>
    <message>
        <source>Since %1. Nobody has reviewed it yet; earlier entries were removed under the retention rule.</source>
        <translation>Desde %1. Nadie lo ha revisado todavía; las entradas anteriores se retiraron según la regla de conservación.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::FileCard</name>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>todavía no está aquí</translation>
    </message>
    <message>
        <source>downloading, %1 %</source>
        <translation>descargando, %1 %</translation>
    </message>
    <message>
        <source>sending, %1 %</source>
        <translation>enviando, %1 %</translation>
    </message>
    <message>
        <source>This kind of file can harm the computer. It cannot be saved.</source>
        <translation>Este tipo de archivo puede dañar la computadora. No se puede guardar.</translation>
    </message>
    <message>
        <source>Your clinic does not allow files to be saved outside of Sotto.</source>
        <translation>Su clínica no permite guardar archivos fuera de Sotto.</translation>
    </message>
    <message>
        <source>Its name says another kind of file than its content is.</source>
        <translation>Su nombre indica un tipo de archivo distinto al de su contenido.</translation>
    </message>
    <message>
        <source>This picture is damaged or too large to be shown here.</source>
        <translation>Esta imagen está dañada o es demasiado grande para mostrarla aquí.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::HelpPages</name>
    <message>
        <source>“%1”</source>
        <comment>words of a button</comment>
        <translation>«%1»</translation>
    </message>
</context>
<context>
    <name>sotto::ui::HelpWindow</name>
    <message>
        <source>At the front desk</source>
        <translation>En la recepción</translation>
    </message>
    <message>
        <source>On the ward and on the way</source>
        <translation>En la sala y en camino</translation>
    </message>
    <message>
        <source>For the administrator</source>
        <translation>Para el administrador</translation>
    </message>
    <message>
        <source>For everybody</source>
        <translation>Para todos</translation>
    </message>
    <message>
        <source>No page has these words.</source>
        <translation>Ninguna página tiene estas palabras.</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>Buscar en la ayuda</translation>
    </message>
    <message>
        <source>Pages of the help</source>
        <translation>Páginas de la ayuda</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>%1.</source>
        <comment>number of a step</comment>
        <translation>%1.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::HistoryDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>Versiones anteriores</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Identifiers</name>
    <message>
        <source>a record number</source>
        <translation>un número de expediente</translation>
    </message>
    <message>
        <source>a Social Security number</source>
        <translation>un número de Seguro Social</translation>
    </message>
    <message>
        <source>a date of birth</source>
        <translation>una fecha de nacimiento</translation>
    </message>
    <message>
        <source>a phone number</source>
        <translation>un número de teléfono</translation>
    </message>
</context>
<context>
    <name>sotto::ui::KeepingLine</name>
    <message>
        <source>your clinic</source>
        <translation>su clínica</translation>
    </message>
    <message>
        <source>Archived by %1: its archive can read this conversation and keeps a copy of every message.</source>
        <translation>Archivado por %1: su archivo puede leer esta conversación y guarda una copia de cada mensaje.</translation>
    </message>
    <message>
        <source>Archived by %1. The archive cannot be reached now; it gets its copies later.</source>
        <translation>Archivado por %1. Ahora no se llega al archivo; recibirá sus copias más tarde.</translation>
    </message>
    <message>
        <source>Archived by %1. The archive cannot read new messages now: what you send waits here until it can.</source>
        <translation>Archivado por %1. El archivo no puede leer mensajes nuevos ahora: lo que envíe espera aquí hasta que pueda.</translation>
    </message>
    <message numerus="yes">
        <source>Older messages were removed after %n day(s) by your clinic’s policy.</source>
        <translation>
            <numerusform>Los mensajes más antiguos se eliminaron después de %n día según la política de su clínica.</numerusform>
            <numerusform>Los mensajes más antiguos se eliminaron después de %n días según la política de su clínica.</numerusform>
        </translation>
    </message>
    <message>
        <source>Legal hold: nothing is removed from this workstation.</source>
        <translation>Retención legal: no se elimina nada de esta estación de trabajo.</translation>
    </message>
    <message>
        <source>Messages are kept on this workstation.</source>
        <translation>Los mensajes se conservan en esta estación de trabajo.</translation>
    </message>
    <message numerus="yes">
        <source>Messages are removed from this workstation after %n day(s); what is not read or still asks for something stays.</source>
        <translation>
            <numerusform>Los mensajes se eliminan de esta estación de trabajo después de %n día; lo que no se ha leído o aún pide algo se queda.</numerusform>
            <numerusform>Los mensajes se eliminan de esta estación de trabajo después de %n días; lo que no se ha leído o aún pide algo se queda.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last done %1: %n message(s) removed.</source>
        <translation>
            <numerusform>Última vez %1: se eliminó %n mensaje.</numerusform>
            <numerusform>Última vez %1: se eliminaron %n mensajes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n old message(s) kept under legal hold.</source>
        <translation>
            <numerusform>%n mensaje antiguo conservado por retención legal.</numerusform>
            <numerusform>%n mensajes antiguos conservados por retención legal.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n old message(s) kept until the archive confirms them.</source>
        <translation>
            <numerusform>%n mensaje antiguo conservado hasta que el archivo lo confirme.</numerusform>
            <numerusform>%n mensajes antiguos conservados hasta que el archivo los confirme.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::ListPane</name>
    <message>
        <source>New conversation</source>
        <translation>Nueva conversación</translation>
    </message>
    <message>
        <source>Open items</source>
        <translation>Pendientes</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Directorio</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Nobody of that name. Words of name, title, department and group are found by how they begin.</source>
        <translation>Nadie con ese nombre. Las palabras del nombre, cargo, departamento y grupo se encuentran por su comienzo.</translation>
    </message>
    <message>
        <source>Nothing is waiting for you. New messages appear here, the most urgent first.</source>
        <translation>Nada espera por usted. Los mensajes nuevos aparecen aquí, primero los más urgentes.</translation>
    </message>
    <message>
        <source>Your clinic&apos;s directory is empty, or has not arrived yet.</source>
        <translation>El directorio de su clínica está vacío, o todavía no ha llegado.</translation>
    </message>
    <message>
        <source>No conversations yet. Press Ctrl+N, choose a colleague and press Enter.</source>
        <translation>Todavía no hay conversaciones. Presione Ctrl+N, elija un colega y presione Enter.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::LockPage</name>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Use the password instead</source>
        <translation>Usar la contraseña</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Use the PIN instead</source>
        <translation>Usar el PIN</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Sesión bloqueada</translation>
    </message>
    <message>
        <source>Switch user</source>
        <translation>Cambiar de usuario</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) waiting</source>
        <translation>
            <numerusform>%n mensaje en espera</numerusform>
            <numerusform>%n mensajes en espera</numerusform>
        </translation>
    </message>
    <message>
        <source>No new messages</source>
        <translation>No hay mensajes nuevos</translation>
    </message>
    <message numerus="yes">
        <source>%n STAT waiting</source>
        <translation>
            <numerusform>%n STAT en espera</numerusform>
            <numerusform>%n STAT en espera</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;New conversation</source>
        <translation>&amp;Nueva conversación</translation>
    </message>
    <message>
        <source>New &amp;team…</source>
        <translation>Nuevo &amp;equipo…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>&amp;Bloquear</translation>
    </message>
    <message>
        <source>Switch &amp;user</source>
        <translation>Cambiar de &amp;usuario</translation>
    </message>
    <message>
        <source>Set a &amp;PIN…</source>
        <translation>Poner un &amp;PIN…</translation>
    </message>
    <message>
        <source>&amp;My profile…</source>
        <translation>&amp;Mi perfil…</translation>
    </message>
    <message>
        <source>&amp;Available</source>
        <translation>&amp;Disponible</translation>
    </message>
    <message>
        <source>&amp;Busy</source>
        <translation>&amp;Ocupado</translation>
    </message>
    <message>
        <source>&amp;Do not disturb…</source>
        <translation>No molesta&amp;r…</translation>
    </message>
    <message>
        <source>&amp;Roles on call…</source>
        <translation>Roles de &amp;guardia…</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>&amp;Cerrar sesión</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Edición</translation>
    </message>
    <message>
        <source>&amp;Copy message</source>
        <translation>&amp;Copiar mensaje</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>&amp;Buscar</translation>
    </message>
    <message>
        <source>&amp;Rebuild the search index</source>
        <translation>&amp;Reconstruir el índice de búsqueda</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Open items</source>
        <translation>&amp;Pendientes</translation>
    </message>
    <message>
        <source>&amp;Conversations</source>
        <translation>&amp;Conversaciones</translation>
    </message>
    <message>
        <source>&amp;Directory</source>
        <translation>&amp;Directorio</translation>
    </message>
    <message>
        <source>&amp;Workstation</source>
        <translation>&amp;Estación de trabajo</translation>
    </message>
    <message>
        <source>D&amp;evices</source>
        <translation>D&amp;ispositivos</translation>
    </message>
    <message>
        <source>&amp;Activity log</source>
        <translation>&amp;Registro de actividad</translation>
    </message>
    <message>
        <source>&amp;Conversation</source>
        <translation>&amp;Conversación</translation>
    </message>
    <message>
        <source>Urgency: &amp;FYI</source>
        <translation>Urgencia: &amp;INFO</translation>
    </message>
    <message>
        <source>Urgency: &amp;ACTION</source>
        <translation>Urgencia: &amp;ACCIÓN</translation>
    </message>
    <message>
        <source>Urgency: &amp;CONCERN</source>
        <translation>Urgencia: A&amp;TENCIÓN</translation>
    </message>
    <message>
        <source>Urgency: &amp;STAT</source>
        <translation>Urgencia: &amp;STAT</translation>
    </message>
    <message>
        <source>&amp;Write a message</source>
        <translation>&amp;Escribir un mensaje</translation>
    </message>
    <message>
        <source>&amp;Members of the team…</source>
        <translation>&amp;Miembros del equipo…</translation>
    </message>
    <message>
        <source>Attach a fil&amp;e…</source>
        <translation>Ad&amp;juntar un archivo…</translation>
    </message>
    <message>
        <source>Insert a template…</source>
        <translation>Insertar una plantilla…</translation>
    </message>
    <message>
        <source>About a patient…</source>
        <translation>Sobre un paciente…</translation>
    </message>
    <message>
        <source>Ac&amp;knowledge</source>
        <translation>&amp;Confirmar</translation>
    </message>
    <message>
        <source>Acce&amp;pt</source>
        <translation>Ace&amp;ptar</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Hecho</translation>
    </message>
    <message>
        <source>Decl&amp;ine</source>
        <translation>&amp;Rechazar</translation>
    </message>
    <message>
        <source>W&amp;ho has seen it…</source>
        <translation>&amp;Quién lo ha visto…</translation>
    </message>
    <message>
        <source>No longer wai&amp;ting</source>
        <translation>&amp;Ya no espera</translation>
    </message>
    <message>
        <source>Correct &amp;my message</source>
        <translation>Corre&amp;gir mi mensaje</translation>
    </message>
    <message>
        <source>Earlier &amp;versions…</source>
        <translation>&amp;Versiones anteriores…</translation>
    </message>
    <message>
        <source>Recall my message…</source>
        <translation>Retirar mi mensaje…</translation>
    </message>
    <message>
        <source>Sent to the wrong person…</source>
        <translation>Enviado a la persona equivocada…</translation>
    </message>
    <message>
        <source>Ask to &amp;resend</source>
        <translation>Pedir que lo envíe&amp;n de nuevo</translation>
    </message>
    <message>
        <source>&amp;Try again to send</source>
        <translation>Intentar enviar de nuev&amp;o</translation>
    </message>
    <message>
        <source>&amp;Download or open the file</source>
        <translation>&amp;Descargar o abrir el archivo</translation>
    </message>
    <message>
        <source>Sa&amp;ve the file…</source>
        <translation>G&amp;uardar el archivo…</translation>
    </message>
    <message>
        <source>&amp;Latest message</source>
        <translation>Ú&amp;ltimo mensaje</translation>
    </message>
    <message>
        <source>Ne&amp;xt conversation</source>
        <translation>Conversación siguiente</translation>
    </message>
    <message>
        <source>&amp;Previous conversation</source>
        <translation>Conversación anterior</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ay&amp;uda</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Atajos de teclado</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Keep at the top</source>
        <translation>Fijar arriba</translation>
    </message>
    <message>
        <source>Mute what is not urgent</source>
        <translation>Silenciar lo que no es urgente</translation>
    </message>
    <message>
        <source>&amp;Help for this screen</source>
        <translation>A&amp;yuda de esta pantalla</translation>
    </message>
    <message>
        <source>New &amp;emergency code…</source>
        <translation>Nue&amp;vo código de emergencia…</translation>
    </message>
    <message>
        <source>&amp;Give an order…</source>
        <translation>Dar una indicación…</translation>
    </message>
    <message>
        <source>Save the order for the record…</source>
        <translation>Guardar la indicación para el expediente…</translation>
    </message>
    <message>
        <source>Reply to the message</source>
        <translation>Responder al mensaje</translation>
    </message>
    <message>
        <source>React to the message…</source>
        <translation>Reaccionar al mensaje…</translation>
    </message>
    <message>
        <source>Show the quoted message</source>
        <translation>Mostrar el mensaje citado</translation>
    </message>
</context>
<context>
    <name>sotto::ui::MainView</name>
    <message>
        <source>policy without a name</source>
        <translation>política sin nombre</translation>
    </message>
    <message numerus="yes">
        <source>%n failed attempt(s) to sign in or unlock as you since %1.</source>
        <translation>
            <numerusform>%n intento fallido de iniciar sesión o desbloquear en su nombre desde %1.</numerusform>
            <numerusform>%n intentos fallidos de iniciar sesión o desbloquear en su nombre desde %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Revisarlo</translation>
    </message>
    <message>
        <source>The exception report of this workstation is due: somebody must look at what was unusual.</source>
        <translation>Toca el informe de excepciones de esta estación de trabajo: alguien debe revisar lo que fue inusual.</translation>
    </message>
    <message>
        <source>Your messages were opened here in emergency access.</source>
        <translation>Sus mensajes fueron abiertos aquí en acceso de emergencia.</translation>
    </message>
    <message>
        <source>The code was used: make a new one in the File menu.</source>
        <translation>El código se usó: cree uno nuevo en el menú Archivo.</translation>
    </message>
    <message>
        <source>I know now</source>
        <translation>Enterado</translation>
    </message>
</context>
<context>
    <name>sotto::ui::MessageDelegate</name>
    <message>
        <source>New</source>
        <translation>Nuevos</translation>
    </message>
    <message>
        <source>A reaction acknowledges nothing. Choose the message to see who set it.</source>
        <translation>Una reacción no confirma nada. Elija el mensaje para ver quién la puso.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::MessageLayout</name>
    <message>
        <source>Long message: select it to read all of it.</source>
        <translation>Mensaje largo: selecciónelo para leerlo completo.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::MessageListModel</name>
    <message>
        <source>Acknowledge</source>
        <translation>Confirmar</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Aceptar</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Hecho</translation>
    </message>
    <message>
        <source>Who has seen it…</source>
        <translation>Quién lo ha visto…</translation>
    </message>
    <message>
        <source>Ask to resend</source>
        <translation>Pedir reenvío</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Descargar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Guardar…</translation>
    </message>
    <message>
        <source>Escalated: sent to %1 at %2, no answer</source>
        <translation>Escalado: enviado a %1 (%2), sin respuesta</translation>
    </message>
    <message>
        <source>Corrected %1</source>
        <translation>Corregido %1</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Aviso</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>About the patient %1</source>
        <translation>Sobre el paciente %1</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>sin confirmar</translation>
    </message>
    <message>
        <source>Read it back…</source>
        <translation>Verificar por lectura…</translation>
    </message>
    <message>
        <source>Entered in the record…</source>
        <translation>Anotada en el expediente…</translation>
    </message>
    <message>
        <source>Cancel the order…</source>
        <translation>Anular la indicación…</translation>
    </message>
    <message>
        <source>not read back</source>
        <translation>sin verificar por lectura</translation>
    </message>
    <message>
        <source>not in the record</source>
        <translation>no está en el expediente</translation>
    </message>
    <message>
        <source>Mentions you</source>
        <translation>Lo menciona a usted</translation>
    </message>
    <message>
        <source>In answer to: %1</source>
        <translation>En respuesta a: %1</translation>
    </message>
    <message>
        <source>In answer to %1: %2</source>
        <translation>En respuesta a %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n reaction(s): %1</source>
        <translation>
            <numerusform>%n reacción: %1</numerusform>
            <numerusform>%n reacciones: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::MessageView</name>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nuevo</numerusform>
            <numerusform>%n nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>Latest</source>
        <translation>Más reciente</translation>
    </message>
</context>
<context>
    <name>sotto::ui::NavButton</name>
    <message numerus="yes">
        <source>%1, %n</source>
        <translation>
            <numerusform>%1, %n</numerusform>
            <numerusform>%1, %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::NavColumn</name>
    <message>
        <source>Open items</source>
        <translation>Pendientes</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>Directory</source>
        <translation>Directorio</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Estación</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Dispositivos</translation>
    </message>
    <message>
        <source>Activity log</source>
        <translation>Registro</translation>
    </message>
</context>
<context>
    <name>sotto::ui::NewTeamDialog</name>
    <message>
        <source>New team</source>
        <translation>Nuevo equipo</translation>
    </message>
    <message>
        <source>Only its members can read the name and what is written. Write no patient into the name.</source>
        <translation>Solo sus miembros pueden leer el nombre y lo que se escribe. No ponga ningún paciente en el nombre.</translation>
    </message>
    <message>
        <source>Name of the team</source>
        <translation>Nombre del equipo</translation>
    </message>
    <message>
        <source>Make the team</source>
        <translation>Crear el equipo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::NoticeLine</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OfflineBanner</name>
    <message>
        <source>This computer has no key chain that Sotto can use, so your messages cannot be opened without the clinic&apos;s server. Your administrator can install one.</source>
        <translation>Esta computadora no tiene un llavero que Sotto pueda usar, así que sus mensajes no se pueden abrir sin el servidor de la clínica. Su administrador puede instalar uno.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Offline. Last contact %1. %2 of offline access left.</source>
        <translation>Sin conexión. Último contacto: %1. Quedan %2 de acceso sin conexión.</translation>
    </message>
    <message>
        <source>What you write is sent after you have signed in.</source>
        <translation>Lo que escriba se enviará cuando haya iniciado sesión.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OldPasswordPage</name>
    <message>
        <source>Password that you used here before</source>
        <translation>Contraseña que usaba aquí antes</translation>
    </message>
    <message>
        <source>Use the old password instead</source>
        <translation>Usar la contraseña anterior</translation>
    </message>
    <message>
        <source>Printed recovery code</source>
        <translation>Código de recuperación impreso</translation>
    </message>
    <message>
        <source>Use the printed recovery code instead</source>
        <translation>Usar el código de recuperación impreso</translation>
    </message>
    <message>
        <source>Open my messages</source>
        <translation>Abrir mis mensajes</translation>
    </message>
    <message>
        <source>Your password was changed</source>
        <translation>Su contraseña cambió</translation>
    </message>
    <message>
        <source>The clinic&apos;s server knows your new password. The messages on this workstation still have the one that you used here before: type it once more, and from then on the new one opens them.</source>
        <translation>El servidor de la clínica conoce su nueva contraseña. Los mensajes en esta estación de trabajo todavía tienen la que usaba aquí antes: escríbala una vez más y, desde entonces, la nueva los abre.</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Empezar de nuevo</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OnCallBar</name>
    <message>
        <source>Write to &amp;them</source>
        <translation>Escribir a esa &amp;persona</translation>
    </message>
    <message>
        <source>Write to this person only</source>
        <translation>Escribir solo a esta persona</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OnCallOfferBar</name>
    <message>
        <source>Take &amp;over</source>
        <translation>A&amp;sumir</translation>
    </message>
    <message>
        <source>&amp;Decline</source>
        <translation>Recha&amp;zar</translation>
    </message>
    <message numerus="yes">
        <source>%n open item(s)</source>
        <translation>
            <numerusform>%n pendiente</numerusform>
            <numerusform>%n pendientes</numerusform>
        </translation>
    </message>
    <message>
        <source>nothing open</source>
        <translation>nada pendiente</translation>
    </message>
    <message>
        <source>%1 offers you %2, with %3. Take it over?</source>
        <translation>%1 le ofrece %2, con %3. ¿Lo asume?</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OnCallWords</name>
    <message>
        <source>Nobody holds it, and it goes to you alone</source>
        <translation>Nadie lo tiene, y va solo a usted</translation>
    </message>
    <message>
        <source>Nobody holds it: goes to all who may (%1)</source>
        <translation>Nadie lo tiene: va a todos los que pueden (%1)</translation>
    </message>
    <message>
        <source>Nobody holds it: goes to %1 (%2)</source>
        <translation>Nadie lo tiene: va a %1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 y %n más</numerusform>
            <numerusform>%1 y %n más</numerusform>
        </translation>
    </message>
    <message>
        <source>You hold it until %1</source>
        <translation>Usted lo tiene hasta %1</translation>
    </message>
    <message>
        <source>Held until %1</source>
        <translation>Asignado hasta %1</translation>
    </message>
    <message>
        <source>%1 holds it until %2 · %3</source>
        <translation>%1 lo tiene hasta %2 · %3</translation>
    </message>
    <message>
        <source>claimed after you</source>
        <translation>asumido después que usted</translation>
    </message>
    <message>
        <source>%1 claims it, too, since before</source>
        <translation>%1 también lo asume, desde antes</translation>
    </message>
    <message>
        <source>To %1. %2.</source>
        <translation>A %1. %2.</translation>
    </message>
    <message>
        <source>Phone: %1</source>
        <translation>Teléfono: %1</translation>
    </message>
    <message>
        <source>They claimed it from a device that nobody has compared yet.</source>
        <translation>Lo asumió desde un dispositivo que nadie ha comparado todavía.</translation>
    </message>
    <message>
        <source>%1 no longer gets what is written to %2; now it is you alone.</source>
        <translation>%1 ya no recibe lo que se escribe a %2; ahora solo usted.</translation>
    </message>
    <message>
        <source>%1 no longer gets what is written to %2. %3.</source>
        <translation>%1 ya no recibe lo que se escribe a %2. %3.</translation>
    </message>
    <message>
        <source>Your clinic’s list no longer has %1, so nothing goes to it. Your text stays here. Close this bar to write to %2 only.</source>
        <translation>La lista de su clínica ya no tiene %1, así que no se le envía nada. Su texto se queda aquí. Cierre esta barra para escribir solo a %2.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OpenItemsModel</name>
    <message>
        <source>you accepted</source>
        <translation>usted aceptó</translation>
    </message>
    <message>
        <source>you acknowledged</source>
        <translation>usted confirmó</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>aceptado</translation>
    </message>
    <message>
        <source>declined</source>
        <translation>rechazado</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>confirmado</translation>
    </message>
    <message>
        <source>no answer yet</source>
        <translation>sin respuesta todavía</translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation>Le espera a usted</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Sin leer</translation>
    </message>
    <message>
        <source>You wait for</source>
        <translation>Usted espera a otros</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>verificada por lectura</translation>
    </message>
    <message>
        <source>not read back yet</source>
        <translation>aún sin verificar por lectura</translation>
    </message>
    <message>
        <source>Overdue orders</source>
        <translation>Indicaciones vencidas</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Indicación</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Order</name>
    <message>
        <source>Your clinic does not list you among those who give orders in messages.</source>
        <translation>Su clínica no le incluye entre quienes dan indicaciones por mensaje.</translation>
    </message>
    <message>
        <source>An order goes to one person. Open your conversation with them.</source>
        <translation>Una indicación va a una sola persona. Abra su conversación con ella.</translation>
    </message>
    <message>
        <source>Your clinic does not list %1 among those who take orders in messages. Please call them.</source>
        <translation>Su clínica no incluye a %1 entre quienes reciben indicaciones por mensaje. Llámele.</translation>
    </message>
    <message>
        <source>No device of %1 is known here yet. Send them a message first.</source>
        <translation>Aquí todavía no se conoce ningún dispositivo de %1. Envíele primero un mensaje.</translation>
    </message>
    <message>
        <source>%1 also reads on a phone or another app, where an order must not go. Please call them.</source>
        <translation>%1 también lee en un teléfono u otra aplicación, adonde una indicación no debe ir. Llámele.</translation>
    </message>
    <message>
        <source>A device of %1 is new. Compare it under Devices, then give the order.</source>
        <translation>Un dispositivo de %1 es nuevo. Compárelo en Dispositivos y después dé la indicación.</translation>
    </message>
    <message>
        <source>An order names a patient and says what to do, in at most 4,000 characters.</source>
        <translation>Una indicación nombra a un paciente y dice qué hacer, en 4,000 caracteres como máximo.</translation>
    </message>
    <message>
        <source>That is not right. Nothing was signed. Please try again.</source>
        <translation>Eso no es correcto. No se firmó nada. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Too many wrong tries. Sign out and in again, then sign it. What you wrote is kept as a draft.</source>
        <translation>Demasiados intentos fallidos. Cierre sesión, iníciela de nuevo y firme. Lo que escribió se guarda como borrador.</translation>
    </message>
    <message>
        <source>Your password cannot be checked here now. Lock and unlock, then sign it. What you wrote is kept as a draft.</source>
        <translation>Su contraseña no se puede comprobar aquí ahora. Bloquee y desbloquee, y después firme. Lo que escribió se guarda como borrador.</translation>
    </message>
    <message>
        <source>More than ten minutes have passed. Please read it back again.</source>
        <translation>Han pasado más de diez minutos. Verifíquela otra vez por lectura.</translation>
    </message>
    <message>
        <source>It was not signed, because nothing can be sent or saved here now. What you wrote is kept as a draft.</source>
        <translation>No se firmó, porque ahora no se puede enviar ni guardar nada aquí. Lo que escribió se guarda como borrador.</translation>
    </message>
    <message>
        <source>Signed by %1, %2</source>
        <translation>Firmada por %1, %2</translation>
    </message>
    <message>
        <source>Cancelled at %1 by %2</source>
        <translation>Anulada (%1) por %2</translation>
    </message>
    <message>
        <source>Overdue since %1: not in the record</source>
        <translation>Vencida desde %1: no está en el expediente</translation>
    </message>
    <message>
        <source>Into the record by %1</source>
        <translation>Debe anotarse antes de %1</translation>
    </message>
    <message>
        <source>A signed order</source>
        <translation>Una indicación firmada</translation>
    </message>
    <message>
        <source>ORDER CANCELLED</source>
        <translation>INDICACIÓN ANULADA</translation>
    </message>
    <message>
        <source>ORDER</source>
        <translation>INDICACIÓN</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OrderDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>An order for %1</source>
        <translation>Una indicación para %1</translation>
    </message>
    <message>
        <source>You sign it, and it cannot be changed afterwards, only cancelled. It goes to them alone, and never to a phone.</source>
        <translation>Usted la firma, y después no se puede cambiar, solo anular. Va únicamente a esa persona, y nunca a un teléfono.</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>The order</source>
        <translation>La indicación</translation>
    </message>
    <message>
        <source>What shall be done: medicine, dose, route, how often</source>
        <translation>Qué debe hacerse: medicamento, dosis, vía, frecuencia</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Read it back</source>
        <translation>Verificar por lectura</translation>
    </message>
    <message>
        <source>This is what you sign, word for word. Read all of it.</source>
        <translation>Esto es lo que firma, palabra por palabra. Léalo todo.</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Su contraseña</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Cambiarla</translation>
    </message>
    <message>
        <source>Sign and send</source>
        <translation>Firmar y enviar</translation>
    </message>
    <message>
        <source>Which patient?</source>
        <translation>¿Qué paciente?</translation>
    </message>
    <message>
        <source>Patient: %1</source>
        <translation>Paciente: %1</translation>
    </message>
    <message>
        <source>Your password or PIN</source>
        <translation>Su contraseña o PIN</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OrderStepDialog</name>
    <message>
        <source>Entered in the record?</source>
        <translation>¿Anotada en el expediente?</translation>
    </message>
    <message>
        <source>Say so once it stands in the patient’s record, word for word. %1 sees your name and the time.</source>
        <translation>Dígalo cuando esté en el expediente del paciente, palabra por palabra. %1 ve su nombre y la hora.</translation>
    </message>
    <message>
        <source>It is in the record</source>
        <translation>Está en el expediente</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Todavía no</translation>
    </message>
    <message>
        <source>Cancel this order?</source>
        <translation>¿Anular esta indicación?</translation>
    </message>
    <message>
        <source>It stays where it is, at both ends, and says that you cancelled it and when. If it may have been carried out, call as well.</source>
        <translation>Se queda donde está, en ambos lados, y dice que usted la anuló y cuándo. Si es posible que ya se haya cumplido, llame también.</translation>
    </message>
    <message>
        <source>Cancel the order</source>
        <translation>Anular la indicación</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Conservarla</translation>
    </message>
    <message>
        <source>Read it back</source>
        <translation>Verificar por lectura</translation>
    </message>
    <message>
        <source>Read all of it aloud, word for word. If anything is unclear, do not go on: ask %1. They see your name and the time.</source>
        <translation>Léala completa en voz alta, palabra por palabra. Si algo no está claro, no siga: pregunte a %1. Esa persona ve su nombre y la hora.</translation>
    </message>
    <message>
        <source>I have read it back</source>
        <translation>La he verificado por lectura</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Ahora no</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
</context>
<context>
    <name>sotto::ui::OrderView</name>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Indicación</translation>
    </message>
    <message>
        <source>Given by</source>
        <translation>Dada por</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Para</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Hora</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Page</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Patient</name>
    <message>
        <source>42 CFR part 2 prohibits unauthorized use or disclosure of these records.</source>
        <translation>La norma 42 CFR parte 2 prohíbe el uso o la divulgación no autorizados de estos expedientes.</translation>
    </message>
    <message>
        <source>Sensitive: pass it on only where the law or the patient allows it.</source>
        <translation>Información delicada: compártala solo donde la ley o el paciente lo permitan.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PatientBar</name>
    <message>
        <source>About no patient</source>
        <translation>Sin paciente</translation>
    </message>
    <message>
        <source>About the patient %1</source>
        <translation>Sobre el paciente %1</translation>
    </message>
    <message>
        <source>The patient whom the next message is about. Change it.</source>
        <translation>El paciente de quien trata el próximo mensaje. Cambiarlo.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PatientDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Which patient?</source>
        <translation>¿Qué paciente?</translation>
    </message>
    <message>
        <source>It travels inside the encryption. Lists and phones show initials and the end of the number.</source>
        <translation>Viaja dentro del cifrado. Las listas y los teléfonos muestran las iniciales y el final del número.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Record number</source>
        <translation>Número de expediente</translation>
    </message>
    <message>
        <source>Sensitive records</source>
        <translation>Expediente delicado</translation>
    </message>
    <message>
        <source>A marked message warns whoever reads it, is not passed on by itself, and leaves Sotto only for a reason.</source>
        <translation>Un mensaje marcado advierte a quien lo lee, no se reenvía por sí solo y sale de Sotto únicamente con un motivo.</translation>
    </message>
    <message>
        <source>Lately</source>
        <translation>Recientes</translation>
    </message>
    <message>
        <source>Patients of whom was written here lately</source>
        <translation>Pacientes sobre los que se escribió aquí hace poco</translation>
    </message>
    <message>
        <source>No patient</source>
        <translation>Ningún paciente</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Usar</translation>
    </message>
    <message>
        <source>Enter a name, a record number, or both.</source>
        <translation>Escriba un nombre, un número de expediente o ambos.</translation>
    </message>
    <message>
        <source>A record number has letters, digits, spaces and - . / only.</source>
        <translation>Un número de expediente solo admite letras, dígitos, espacios y los signos - . /.</translation>
    </message>
    <message>
        <source>How to contact them…</source>
        <translation>Cómo contactarlo…</translation>
    </message>
    <message>
        <source>Outside Sotto: nothing is recorded.</source>
        <translation>Fuera de Sotto: no hay nada anotado.</translation>
    </message>
    <message>
        <source>Outside Sotto, agreed: %1.</source>
        <translation>Fuera de Sotto, aceptó: %1.</translation>
    </message>
    <message>
        <source>Enter the patient&apos;s name and record number first.</source>
        <translation>Escriba primero el nombre y el número de expediente del paciente.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PeoplePicker</name>
    <message>
        <source>Name, title or department</source>
        <translation>Nombre, cargo o departamento</translation>
    </message>
    <message>
        <source>Search the directory</source>
        <translation>Buscar en el directorio</translation>
    </message>
    <message>
        <source>Colleagues; Space takes or gives back</source>
        <translation>Colegas; la barra espaciadora elige o quita</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PeopleStrip</name>
    <message>
        <source>Let &amp;in</source>
        <translation>Deja&amp;r entrar</translation>
    </message>
    <message>
        <source>Keep &amp;out</source>
        <translation>&amp;No dejar entrar</translation>
    </message>
    <message>
        <source>%1 is on do not disturb until %2.</source>
        <translation>%1 está en No molestar hasta %2.</translation>
    </message>
    <message>
        <source>%1 is on do not disturb.</source>
        <translation>%1 está en No molestar.</translation>
    </message>
    <message>
        <source>Phone: %1</source>
        <translation>Teléfono: %1</translation>
    </message>
    <message>
        <source>You are no longer in this team. What was written stays here to be read.</source>
        <translation>Usted ya no está en este equipo. Lo que se escribió se queda aquí para leerlo.</translation>
    </message>
    <message>
        <source>%1 was added to this team, and nobody in it has said so. Your messages wait: shall they go to %1, too?</source>
        <translation>%1 fue agregado a este equipo, y nadie en él lo ha dicho. Sus mensajes esperan: ¿deben ir también a %1?</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PictureViewer</name>
    <message>
        <source>%1: your clinic does not allow this</source>
        <translation>%1: su clínica no lo permite</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>This picture is damaged or too large to be shown here.</source>
        <translation>Esta imagen está dañada o es demasiado grande para mostrarla aquí.</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Imagen anterior</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Imagen siguiente</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Más pequeña</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Más grande</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Entera</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>Imprimir</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 · %4</source>
        <translation>%1 de %2 · %3 · %4</translation>
    </message>
    <message>
        <source>Picture: %1</source>
        <translation>Imagen: %1</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PinDialog</name>
    <message>
        <source>Set the PIN</source>
        <translation>Poner el PIN</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>A PIN for this shift</source>
        <translation>Un PIN para este turno</translation>
    </message>
    <message>
        <source>It unlocks this workstation faster than your password, until you sign out. The clinic&apos;s server must be within reach.</source>
        <translation>Desbloquea esta estación de trabajo más rápido que su contraseña, hasta que cierre sesión. Debe haber conexión con el servidor de la clínica.</translation>
    </message>
    <message>
        <source>Your password</source>
        <translation>Su contraseña</translation>
    </message>
    <message>
        <source>New PIN, %1 to %2 digits</source>
        <translation>PIN nuevo, de %1 a %2 dígitos</translation>
    </message>
    <message>
        <source>The same PIN again</source>
        <translation>El mismo PIN otra vez</translation>
    </message>
    <message>
        <source>Remove the PIN</source>
        <translation>Quitar el PIN</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>The two PINs differ. Type the new one twice.</source>
        <translation>Los dos PIN son distintos. Escriba el nuevo dos veces.</translation>
    </message>
    <message>
        <source>A PIN has %1 to %2 digits and nothing else.</source>
        <translation>Un PIN tiene de %1 a %2 dígitos y nada más.</translation>
    </message>
    <message>
        <source>That is not your password. No PIN was set.</source>
        <translation>Esa no es su contraseña. No se puso ningún PIN.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Sign out and in again, then set a PIN.</source>
        <translation>Demasiadas contraseñas equivocadas. Cierre sesión, iníciela de nuevo y ponga un PIN.</translation>
    </message>
    <message>
        <source>Everybody tries that one first. Take digits that do not follow each other.</source>
        <translation>Todos prueban ese primero. Use dígitos que no sean seguidos.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server cannot be reached. Set the PIN when you are online.</source>
        <translation>No se llega al servidor de la clínica. Ponga el PIN cuando tenga conexión.</translation>
    </message>
    <message>
        <source>The PIN was not set. Your password works as before.</source>
        <translation>El PIN no se puso. Su contraseña funciona como antes.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PresenceWords</name>
    <message>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Ausente</translation>
    </message>
    <message>
        <source>Do not disturb until %1</source>
        <translation>No molestar hasta %1</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>No molestar</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Ocupado</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Sin sesión</translation>
    </message>
</context>
<context>
    <name>sotto::ui::PrintPicture</name>
    <message>
        <source>%1 · printed by %2, %3 · confidential health information</source>
        <translation>%1 · impreso por %2, %3 · información de salud confidencial</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ProblemBox</name>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ProfileDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>My profile</source>
        <translation>Mi perfil</translation>
    </message>
    <message>
        <source>Your colleagues see this in the directory. It is not secret: write nothing about patients. Your name is set by your clinic.</source>
        <translation>Sus colegas ven esto en el directorio. No es secreto: no escriba nada sobre pacientes. Su nombre lo pone su clínica.</translation>
    </message>
    <message>
        <source>Title, for example Charge nurse</source>
        <translation>Cargo, por ejemplo Jefa de enfermería</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>Departamento</translation>
    </message>
    <message>
        <source>Phone, to call instead</source>
        <translation>Teléfono, para llamar</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::QrView</name>
    <message>
        <source>QR code for the authenticator app</source>
        <translation>Código QR para la aplicación de autenticación</translation>
    </message>
</context>
<context>
    <name>sotto::ui::QuietDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>No molestar</translation>
    </message>
    <message>
        <source>Messages keep arriving without a sound; what your clinic marks as most urgent still rings. Your colleagues see it before they write.</source>
        <translation>Los mensajes siguen llegando sin sonido; lo que su clínica marca como más urgente sí suena. Sus colegas lo ven antes de escribir.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Until %1</source>
        <translation>Hasta %1</translation>
    </message>
    <message>
        <source>Until I change it</source>
        <translation>Hasta que yo lo cambie</translation>
    </message>
    <message>
        <source>Forward what arrives to a colleague</source>
        <translation>Reenviar lo que llegue a un colega</translation>
    </message>
    <message>
        <source>Choose who shall get it.</source>
        <translation>Elija quién debe recibirlo.</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>A %1</translation>
    </message>
</context>
<context>
    <name>sotto::ui::QuoteBar</name>
    <message>
        <source>Do not answer that message (Esc)</source>
        <translation>No responder a ese mensaje (Esc)</translation>
    </message>
    <message>
        <source>In answer to: %1</source>
        <translation>En respuesta a: %1</translation>
    </message>
    <message>
        <source>In answer to %1: %2</source>
        <translation>En respuesta a %1: %2</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ReasonDialog</name>
    <message>
        <source>Treatment of the patient here</source>
        <translation>Tratamiento del paciente aquí</translation>
    </message>
    <message>
        <source>Referral or another provider</source>
        <translation>Referencia u otro proveedor</translation>
    </message>
    <message>
        <source>The patient asked for it</source>
        <translation>El paciente lo pidió</translation>
    </message>
    <message>
        <source>The law requires it</source>
        <translation>La ley lo exige</translation>
    </message>
    <message>
        <source>Billing or running the clinic</source>
        <translation>Facturación o gestión de la clínica</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Your clinic asks for the reason. It is written into the activity log, with your name and the time.</source>
        <translation>Su clínica pide el motivo. Se escribe en el registro de actividad, con su nombre y la hora.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::RecallDialog</name>
    <message>
        <source>Sent to the wrong person</source>
        <translation>Enviado a la persona equivocada</translation>
    </message>
    <message>
        <source>Sent to the wrong team</source>
        <translation>Enviado al equipo equivocado</translation>
    </message>
    <message>
        <source>About another patient than meant</source>
        <translation>Sobre otro paciente que el previsto</translation>
    </message>
    <message>
        <source>Not given</source>
        <translation>No indicado</translation>
    </message>
    <message>
        <source>delivered %1, read %2</source>
        <translation>entregado %1, leído %2</translation>
    </message>
    <message>
        <source>delivered %1, not reported as read</source>
        <translation>entregado %1, sin constancia de lectura</translation>
    </message>
    <message>
        <source>not reported as delivered</source>
        <translation>sin constancia de entrega</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Retirar</translation>
    </message>
    <message>
        <source>Print the record…</source>
        <translation>Imprimir la constancia…</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Recall this message</source>
        <translation>Retirar este mensaje</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Its text goes from their devices and from yours. They see that something was recalled, and when. What somebody has read cannot be unread.</source>
        <translation>Su texto desaparece de los dispositivos de ellos y de los suyos. Ellos ven que algo se retiró, y cuándo. Lo que alguien ya leyó no se puede deshacer.</translation>
    </message>
    <message>
        <source>It was recalled at %1. Print the record and give it to whoever looks after privacy in your clinic.</source>
        <translation>Se retiró: %1. Imprima la constancia y entréguela a quien se ocupa de la privacidad en su clínica.</translation>
    </message>
    <message>
        <source>The time in which it could be recalled has passed. Call whoever got it, print the record and give it to whoever looks after privacy in your clinic.</source>
        <translation>Ya pasó el tiempo en que se podía retirar. Llame a quien lo recibió, imprima la constancia y entréguela a quien se ocupa de la privacidad en su clínica.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Nobody has reported it as read.</source>
        <translation>Nadie ha dado constancia de haberlo leído.</translation>
    </message>
    <message numerus="yes">
        <source>Read by %n:</source>
        <translation>
            <numerusform>Leído por %n:</numerusform>
            <numerusform>Leído por %n:</numerusform>
        </translation>
    </message>
    <message>
        <source>Record of a misdirected message</source>
        <translation>Constancia de un mensaje mal dirigido</translation>
    </message>
    <message>
        <source>Clinic: %1</source>
        <translation>Clínica: %1</translation>
    </message>
    <message>
        <source>Record made: %1</source>
        <translation>Constancia elaborada: %1</translation>
    </message>
    <message>
        <source>Sent by: %1 (%2)</source>
        <translation>Enviado por: %1 (%2)</translation>
    </message>
    <message>
        <source>Sent to: %1</source>
        <translation>Enviado a: %1</translation>
    </message>
    <message>
        <source>Sent: %1</source>
        <translation>Enviado: %1</translation>
    </message>
    <message>
        <source>Recalled: %1</source>
        <translation>Retirado: %1</translation>
    </message>
    <message>
        <source>Recalled: no</source>
        <translation>Retirado: no</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>Motivo: %1</translation>
    </message>
    <message>
        <source>Number of the message on this device: %1</source>
        <translation>Número del mensaje en este dispositivo: %1</translation>
    </message>
    <message>
        <source>What is known of each recipient when this record was made:</source>
        <translation>Lo que se sabe de cada destinatario al elaborar esta constancia:</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>The text of the message is not part of this record.</source>
        <translation>El texto del mensaje no forma parte de esta constancia.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::RemoveDeviceDialog</name>
    <message>
        <source>Your password</source>
        <translation>Su contraseña</translation>
    </message>
    <message>
        <source>Remove the device</source>
        <translation>Quitar el dispositivo</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;</source>
        <translation>Quitar «%1»</translation>
    </message>
    <message>
        <source>Nothing more is sent to it, and its messages can no longer be opened with your password. Your other devices keep everything.</source>
        <translation>No se le envía nada más, y sus mensajes ya no se pueden abrir con la contraseña de usted. Sus otros dispositivos conservan todo.</translation>
    </message>
    <message>
        <source>When it next reaches the clinic&apos;s server, it erases the messages it holds.</source>
        <translation>La próxima vez que llegue al servidor de la clínica, borra los mensajes que tiene.</translation>
    </message>
    <message>
        <source>You have not compared it with this device, so it will not erase what it holds: it signs out, and its messages open only with its recovery code.</source>
        <translation>Usted no lo ha comparado con este dispositivo, así que no borrará lo que tiene: cierra su sesión, y sus mensajes se abren solo con su código de recuperación.</translation>
    </message>
    <message>
        <source>That is not your password. Nothing was removed.</source>
        <translation>Esa no es su contraseña. No se quitó nada.</translation>
    </message>
    <message>
        <source>Too many wrong passwords. Sign out and in again, then remove the device.</source>
        <translation>Demasiadas contraseñas equivocadas. Cierre sesión, iníciela de nuevo y quite el dispositivo.</translation>
    </message>
    <message>
        <source>The clinic&apos;s server cannot be reached. Remove the device when you are online.</source>
        <translation>No se llega al servidor de la clínica. Quite el dispositivo cuando tenga conexión.</translation>
    </message>
    <message>
        <source>The device was not removed. Try again, or tell your administrator.</source>
        <translation>El dispositivo no se quitó. Inténtelo de nuevo, o avise a su administrador.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::RenameDeviceDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Name this device</source>
        <translation>Nombre de este dispositivo</translation>
    </message>
    <message>
        <source>Your colleagues see this name when they compare, and when this device is new to them.</source>
        <translation>Sus colegas ven este nombre al comparar, y cuando este dispositivo es nuevo para ellos.</translation>
    </message>
    <message>
        <source>Name of this device</source>
        <translation>Nombre de este dispositivo</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Guardar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::RequestBar</name>
    <message>
        <source>Answer within %1</source>
        <translation>Responder en %1</translation>
    </message>
    <message>
        <source>within %1 ▾</source>
        <translation>en %1 ▾</translation>
    </message>
    <message>
        <source>, then </source>
        <translation>, después </translation>
    </message>
    <message>
        <source>If nobody answers…</source>
        <translation>Si nadie responde…</translation>
    </message>
    <message>
        <source>Then %1</source>
        <translation>Después %1</translation>
    </message>
    <message>
        <source>While nobody answers, it goes on to the next person after %1.</source>
        <translation>Mientras nadie responda, pasa a la siguiente persona después de %1.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::RoleHandOverDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Hand over %1</source>
        <translation>Traspasar %1</translation>
    </message>
    <message numerus="yes">
        <source>You hold it until they say yes. Then it is theirs, with %n open item(s), and those who wrote them are told.</source>
        <translation>
            <numerusform>Usted lo conserva hasta que digan que sí. Después es suyo, con %n pendiente, y se avisa a quienes lo escribieron.</numerusform>
            <numerusform>Usted lo conserva hasta que digan que sí. Después es suyo, con %n pendientes, y se avisa a quienes los escribieron.</numerusform>
        </translation>
    </message>
    <message>
        <source>Offer</source>
        <translation>Ofrecer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::RolesDialog</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Roles on call</source>
        <translation>Roles de guardia</translation>
    </message>
    <message>
        <source>What is written to a role goes to whoever holds it. Who is signed out holds nothing; what nobody holds falls to the role that your clinic names.</source>
        <translation>Lo que se escribe a un rol va a quien lo tiene. Quien cierra sesión no tiene ninguno; lo que nadie tiene recae en el rol que nombra su clínica.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Hold a role for</source>
        <translation>Asumir un rol durante</translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hora</numerusform>
            <numerusform>%n horas</numerusform>
        </translation>
    </message>
    <message>
        <source>Your clinic names no roles on call. They stand in its signed list of roles.</source>
        <translation>Su clínica no nombra roles de guardia. Están en su lista firmada de roles.</translation>
    </message>
    <message numerus="yes">
        <source>%n open item(s) of yours</source>
        <translation>
            <numerusform>%n pendiente suyo</numerusform>
            <numerusform>%n pendientes suyos</numerusform>
        </translation>
    </message>
    <message>
        <source>Offered to %1, not answered yet</source>
        <translation>Ofrecido a %1, sin respuesta todavía</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>Dejar</translation>
    </message>
    <message>
        <source>Hand over…</source>
        <translation>Traspasar…</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Escribir</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Asumir</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ScannedCode</name>
    <message>
        <source>Read from a picture…</source>
        <translation>Leer de una imagen…</translation>
    </message>
    <message>
        <source>Their code</source>
        <translation>Su código</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>Imágenes (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>There is no code in that picture, or more than one. Take it again, near and straight. Nothing was changed.</source>
        <translation>No hay ningún código en esa imagen, o hay más de uno. Tómela otra vez, de cerca y derecha. No se cambió nada.</translation>
    </message>
    <message>
        <source>That picture cannot be read here. It must be a PNG or JPEG. You can paste the code&apos;s text instead. Nothing was changed.</source>
        <translation>Esa imagen no se puede leer aquí. Debe ser PNG o JPEG. También puede pegar el texto del código. No se cambió nada.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::SearchModel</name>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>People and teams</source>
        <translation>Personas y equipos</translation>
    </message>
    <message>
        <source>Messages and files</source>
        <translation>Mensajes y archivos</translation>
    </message>
    <message>
        <source>Person: %1</source>
        <translation>Persona: %1</translation>
    </message>
    <message>
        <source>Team: %1</source>
        <translation>Equipo: %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Mensaje</translation>
    </message>
</context>
<context>
    <name>sotto::ui::SearchPane</name>
    <message>
        <source>What was found</source>
        <translation>Lo que se encontró</translation>
    </message>
    <message>
        <source>from:lee – who wrote it, or from:me
in:&quot;ward 4&quot; – in which conversation
before:2026-11-03, after:7d – when
has:file – files only</source>
        <translation>from:lee – quién lo escribió, o from:me
in:&quot;ward 4&quot; – en qué conversación
before:2026-11-03, after:7d – cuándo
has:file – solo archivos</translation>
    </message>
    <message>
        <source>Not understood: %1</source>
        <translation>No se entendió: %1</translation>
    </message>
    <message>
        <source>Search everything that is kept here</source>
        <translation>Buscar en todo lo que se guarda aquí</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Buscando…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>Type a few letters of a word, a name or a file. It works without the network. To narrow it down, add:</source>
        <translation>Escriba unas letras de una palabra, un nombre o un archivo. Funciona sin la red. Para acotar, agregue:</translation>
    </message>
    <message>
        <source>Words are found by how they begin. Try fewer or other words, or other filters:</source>
        <translation>Las palabras se encuentran por su comienzo. Pruebe con menos palabras, con otras, o con otros filtros:</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Seguir</translation>
    </message>
    <message>
        <source>Older messages could not be indexed yet.</source>
        <translation>Los mensajes más antiguos todavía no se pudieron indexar.</translation>
    </message>
    <message>
        <source>Indexing (%1 %): back to %2 so far</source>
        <translation>Indexando (%1 %): hasta el %2 por ahora</translation>
    </message>
    <message>
        <source>Indexed %1 %: back to %2</source>
        <translation>Indexado %1 %: hasta el %2</translation>
    </message>
    <message>
        <source>There are no messages yet.</source>
        <translation>Todavía no hay mensajes.</translation>
    </message>
    <message numerus="yes">
        <source>Covers %n day(s), since %1</source>
        <translation>
            <numerusform>Abarca %n día, desde %1</numerusform>
            <numerusform>Abarca %n días, desde %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sotto::ui::SecretField</name>
    <message>
        <source>Show what is typed</source>
        <translation>Mostrar lo que se escribe</translation>
    </message>
</context>
<context>
    <name>sotto::ui::SessionWindow</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
</context>
<context>
    <name>sotto::ui::SetUpPage</name>
    <message>
        <source>Finish set-up</source>
        <translation>Terminar la configuración</translation>
    </message>
    <message>
        <source>Set up your second factor</source>
        <translation>Configure su segundo factor</translation>
    </message>
    <message>
        <source>Once only. From now on, signing in takes your password and a code from your phone.</source>
        <translation>Solo una vez. Desde ahora, para iniciar sesión hacen falta su contraseña y un código de su teléfono.</translation>
    </message>
    <message>
        <source>1. Scan this code</source>
        <translation>1. Escanee este código</translation>
    </message>
    <message>
        <source>In your authenticator app choose “Add account” and point the camera here.</source>
        <translation>En su aplicación de autenticación elija «Agregar cuenta» y apunte la cámara aquí.</translation>
    </message>
    <message>
        <source>No camera? Type this key:</source>
        <translation>¿Sin cámara? Escriba esta clave:</translation>
    </message>
    <message>
        <source>2. Write down your recovery codes</source>
        <translation>2. Anote sus códigos de recuperación</translation>
    </message>
    <message>
        <source>Each one replaces a code from your phone once. Keep them on paper, away from this workstation. They are shown only now.</source>
        <translation>Cada uno reemplaza una vez un código de su teléfono. Guárdelos en papel, lejos de esta estación de trabajo. Solo se muestran ahora.</translation>
    </message>
    <message>
        <source>3. Type the code that the app shows now</source>
        <translation>3. Escriba el código que la aplicación muestra ahora</translation>
    </message>
    <message>
        <source>Checked by the relay</source>
        <translation>Lo comprueba el servidor de mensajes</translation>
    </message>
    <message>
        <source>Recovery code %1</source>
        <translation>Código de recuperación %1</translation>
    </message>
</context>
<context>
    <name>sotto::ui::ShowRecoveryPage</name>
    <message>
        <source>I have written it down</source>
        <translation>Lo he anotado</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Keep this recovery code</source>
        <translation>Guarde este código de recuperación</translation>
    </message>
    <message>
        <source>It opens your messages on this workstation if the clinic&apos;s server ever loses its half of the key. Write it on paper and put it into the clinic&apos;s safe. It is shown only now.</source>
        <translation>Abre sus mensajes en esta estación de trabajo si el servidor de la clínica llega a perder su mitad de la clave. Escríbalo en papel y póngalo en la caja fuerte de la clínica. Solo se muestra ahora.</translation>
    </message>
    <message>
        <source>The emergency code is another one. With it somebody of your clinic can read your messages here for a limited time; you are told of it. Put it into an envelope with your name, seal it, and give it to whoever keeps them.</source>
        <translation>El código de emergencia es otro. Con él, alguien de su clínica puede leer aquí sus mensajes por tiempo limitado; a usted se le avisa. Póngalo en un sobre con su nombre, séllelo y entréguelo a quien los guarda.</translation>
    </message>
    <message>
        <source>I have written both down</source>
        <translation>He anotado ambos</translation>
    </message>
</context>
<context>
    <name>sotto::ui::SignInPage</name>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Use the address that your clinic gave you. You need your authenticator app in the next step.</source>
        <translation>Use la dirección que le dio su clínica. En el siguiente paso necesita su aplicación de autenticación.</translation>
    </message>
    <message>
        <source>name@clinic.example</source>
        <translation>nombre@clinic.example</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Back to all users</source>
        <translation>Volver a todos los usuarios</translation>
    </message>
</context>
<context>
    <name>sotto::ui::StatCard</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>STAT message waiting</source>
        <translation>Mensaje STAT en espera</translation>
    </message>
    <message>
        <source>Unlock to read</source>
        <translation>Desbloquee para leerlo</translation>
    </message>
    <message>
        <source>Open it to acknowledge</source>
        <translation>Ábralo para confirmar</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Desbloquear</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
</context>
<context>
    <name>sotto::ui::StationWindow</name>
    <message>
        <source>Sotto</source>
        <translation>Sotto</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>Sign in as someone &amp;else</source>
        <translation>Iniciar sesión como &amp;otra persona</translation>
    </message>
    <message>
        <source>Sign everybody out and &amp;quit</source>
        <translation>Cerrar todas las sesiones y &amp;salir</translation>
    </message>
    <message>
        <source>Welcome. Choose “Someone else” and sign in with the address that your clinic gave you.</source>
        <translation>Le damos la bienvenida. Elija «Otra persona» e inicie sesión con la dirección que le dio su clínica.</translation>
    </message>
    <message>
        <source>Choose your name to go on.</source>
        <translation>Elija su nombre para seguir.</translation>
    </message>
    <message>
        <source>Secure relay: not tried yet</source>
        <translation>Servidor seguro: aún sin probar</translation>
    </message>
    <message>
        <source>Secure relay: connected</source>
        <translation>Servidor seguro: conectado</translation>
    </message>
    <message>
        <source>Secure relay: not connected</source>
        <translation>Servidor seguro: sin conexión</translation>
    </message>
    <message>
        <source>Policy: built-in defaults</source>
        <translation>Política: valores incorporados</translation>
    </message>
    <message>
        <source>Policy: %1 accepted</source>
        <translation>Política: %1, aceptada</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ay&amp;uda</translation>
    </message>
    <message>
        <source>&amp;Help for this screen</source>
        <translation>A&amp;yuda de esta pantalla</translation>
    </message>
    <message>
        <source>&amp;Emergency access to the messages of</source>
        <translation>Acceso de &amp;emergencia a los mensajes de</translation>
    </message>
    <message>
        <source>The disk of this computer is not encrypted, and your clinic wants that. Tell whoever looks after it.</source>
        <translation>El disco de esta computadora no está cifrado, y su clínica quiere que lo esté. Avise a quien la mantiene.</translation>
    </message>
    <message>
        <source>Nobody can sign in here: the disk of this computer is not encrypted, and your clinic requires that. Use another computer, and tell whoever looks after this one.</source>
        <translation>Nadie puede iniciar sesión aquí: el disco de esta computadora no está cifrado, y su clínica lo exige. Use otra computadora y avise a quien mantiene esta.</translation>
    </message>
    <message>
        <source>Nobody can sign in here: your clinic requires an encrypted disk, and this computer does not say whether its own is. Use another one, and tell whoever looks after this one.</source>
        <translation>Nadie puede iniciar sesión aquí: su clínica exige un disco cifrado, y esta computadora no dice si el suyo lo está. Use otra y avise a quien mantiene esta.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::TalkWords</name>
    <message>
        <source>you</source>
        <translation>usted</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n más</numerusform>
            <numerusform>%n más</numerusform>
        </translation>
    </message>
    <message>
        <source>You</source>
        <translation>Usted</translation>
    </message>
    <message>
        <source>A message that is not on this device</source>
        <translation>Un mensaje que no está en este dispositivo</translation>
    </message>
    <message>
        <source>Recalled</source>
        <translation>Retirado</translation>
    </message>
    <message>
        <source>Sensitive record (%1): read it in its place</source>
        <translation>Expediente sensible (%1): léalo en su lugar</translation>
    </message>
    <message>
        <source>Thumbs up</source>
        <translation>Pulgar arriba</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>Corazón</translation>
    </message>
    <message>
        <source>Check mark</source>
        <translation>Marca de verificación</translation>
    </message>
    <message>
        <source>Looking</source>
        <translation>Mirando</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>Gracias</translation>
    </message>
    <message>
        <source>Important</source>
        <translation>Importante</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>sotto::ui::TeamDialog</name>
    <message>
        <source>Team</source>
        <translation>Equipo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Name of the team</source>
        <translation>Nombre del equipo</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>Cambiar &amp;nombre</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Agregar…</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Quitar</translation>
    </message>
    <message>
        <source>&amp;Broadcast…</source>
        <translation>Aviso &amp;general…</translation>
    </message>
    <message>
        <source>&amp;Leave</source>
        <translation>&amp;Salir del equipo</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Volver</translation>
    </message>
    <message>
        <source>Who comes in sees nothing that was written before.</source>
        <translation>Quien entra no ve nada de lo que se escribió antes.</translation>
    </message>
    <message>
        <source>Add to the team</source>
        <translation>Agregar al equipo</translation>
    </message>
    <message>
        <source>you</source>
        <translation>usted</translation>
    </message>
    <message numerus="yes">
        <source>%n member(s). Made by %1.</source>
        <translation>
            <numerusform>%n miembro. Creado por %1.</numerusform>
            <numerusform>%n miembros. Creado por %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>somebody who is no longer in it</source>
        <translation>alguien que ya no está en él</translation>
    </message>
    <message>
        <source>You are no longer in this team.</source>
        <translation>Usted ya no está en este equipo.</translation>
    </message>
    <message>
        <source>The team can be changed when you are online.</source>
        <translation>El equipo se puede cambiar cuando tenga conexión.</translation>
    </message>
    <message>
        <source>Only who made the team can change it.</source>
        <translation>Solo quien creó el equipo puede cambiarlo.</translation>
    </message>
    <message>
        <source>Broadcasts are not for your role to send.</source>
        <translation>Su rol no puede enviar avisos generales.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Templates</name>
    <message>
        <source>Call back</source>
        <translation>Devolver llamada</translation>
    </message>
    <message>
        <source>Please call back: [who], [phone number]
About: [reason]</source>
        <translation>Por favor, devuelva la llamada: [quién], [número de teléfono]
Asunto: [motivo]</translation>
    </message>
    <message>
        <source>Lab result</source>
        <translation>Resultado de laboratorio</translation>
    </message>
    <message>
        <source>Lab result: [test] [value] [unit]
Taken: [time]
Please: [what to do]</source>
        <translation>Resultado de laboratorio: [prueba] [valor] [unidad]
Toma de muestra: [hora]
Por favor: [qué hacer]</translation>
    </message>
    <message>
        <source>SBAR hand-off</source>
        <translation>Entrega SBAR</translation>
    </message>
    <message>
        <source>Situation: [what is happening now]
Background: [history that matters]
Assessment: [what I think it is]
Recommendation: [what I ask for, by when]</source>
        <translation>Situación: [qué ocurre ahora]
Antecedentes: [historia relevante]
Evaluación: [qué creo que es]
Recomendación: [qué pido, y para cuándo]</translation>
    </message>
    <message>
        <source>Patient ready</source>
        <translation>Paciente listo</translation>
    </message>
    <message>
        <source>The patient in [room] is ready for [whom].</source>
        <translation>El paciente de [sala] está listo para [quién].</translation>
    </message>
</context>
<context>
    <name>sotto::ui::Tile</name>
    <message>
        <source>Someone else: sign in with another address</source>
        <translation>Otra persona: iniciar sesión con otra dirección</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nuevo</numerusform>
            <numerusform>%n nuevos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n STAT</source>
        <translation>
            <numerusform>%n STAT</numerusform>
            <numerusform>%n STAT</numerusform>
        </translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Inicie sesión de nuevo</translation>
    </message>
    <message>
        <source>Signed out to make room</source>
        <translation>Sesión cerrada para hacer lugar</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Sin sesión</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Iniciando</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Bloqueada</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abierta</translation>
    </message>
    <message>
        <source>Someone else</source>
        <translation>Otra persona</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Iniciar sesión</translation>
    </message>
    <message>
        <source>Remove from this workstation</source>
        <translation>Quitar de esta estación de trabajo</translation>
    </message>
    <message>
        <source>Emergency access…</source>
        <translation>Acceso de emergencia…</translation>
    </message>
</context>
<context>
    <name>sotto::ui::TimeText</name>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>ayer</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>day and time</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>sotto::ui::TopBar</name>
    <message>
        <source>Search (%1)</source>
        <translation>Buscar (%1)</translation>
    </message>
    <message>
        <source>Search messages, people, teams and files</source>
        <translation>Buscar mensajes, personas, equipos y archivos</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Borrar la búsqueda</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Bloquear</translation>
    </message>
    <message>
        <source>Signed in as %1</source>
        <translation>Sesión de %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Sin conexión</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Conectando</translation>
    </message>
    <message>
        <source>Catching up</source>
        <translation>Poniéndose al día</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>En línea</translation>
    </message>
    <message>
        <source>What you write is kept here and sent when the clinic&apos;s server can be reached.</source>
        <translation>Lo que escriba se guarda aquí y se envía cuando se llegue al servidor de la clínica.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::TrustBanner</name>
    <message>
        <source>Known devices &amp;only</source>
        <translation>Só&amp;lo dispositivos conocidos</translation>
    </message>
    <message>
        <source>Co&amp;mpare first…</source>
        <translation>C&amp;omparar primero…</translation>
    </message>
    <message>
        <source>Send to &amp;all</source>
        <translation>Enviar a &amp;todos</translation>
    </message>
    <message>
        <source>Co&amp;mpare…</source>
        <translation>C&amp;omparar…</translation>
    </message>
    <message>
        <source>Your STAT message waits. Nobody has compared a new device yet: %1. Who shall get the message?</source>
        <translation>Su mensaje STAT espera. Nadie ha comparado todavía un dispositivo nuevo: %1. ¿Quién debe recibir el mensaje?</translation>
    </message>
    <message>
        <source>One of their devices is not the one that it was. Nothing is sent to it, and what it sends is held back. Ask them whether they set it up anew.</source>
        <translation>Uno de sus dispositivos no es el que era. No se le envía nada, y lo que envía se retiene. Pregúntele si lo configuró de nuevo.</translation>
    </message>
    <message>
        <source>Devices of theirs that are not trusted yet and get nothing: %1. What they send is held back.</source>
        <translation>Dispositivos de esa persona que aún no son de confianza y no reciben nada: %1. Lo que envían se retiene.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::TypedField</name>
    <message>
        <source>Paste</source>
        <translation>Pegar</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Borrar</translation>
    </message>
</context>
<context>
    <name>sotto::ui::UrgencyWords</name>
    <message>
        <source>ACTION</source>
        <translation>ACCIÓN</translation>
    </message>
    <message>
        <source>Somebody has to do something</source>
        <translation>Alguien tiene que hacer algo</translation>
    </message>
    <message>
        <source>CONCERN</source>
        <translation>ATENCIÓN</translation>
    </message>
    <message>
        <source>Please look soon</source>
        <translation>Por favor, revíselo pronto</translation>
    </message>
    <message>
        <source>STAT</source>
        <translation>STAT</translation>
    </message>
    <message>
        <source>Now: interrupts, must be acknowledged</source>
        <translation>Ahora: interrumpe, y debe confirmarse</translation>
    </message>
    <message>
        <source>FYI</source>
        <translation>INFO</translation>
    </message>
    <message>
        <source>Read when there is time</source>
        <translation>Léalo cuando tenga tiempo</translation>
    </message>
</context>
<context>
    <name>sotto::ui::WayOut</name>
    <message>
        <source>Why do you copy this text?</source>
        <translation>¿Por qué copia este texto?</translation>
    </message>
    <message>
        <source>Why do you copy this picture?</source>
        <translation>¿Por qué copia esta imagen?</translation>
    </message>
    <message>
        <source>Why do you print this picture?</source>
        <translation>¿Por qué imprime esta imagen?</translation>
    </message>
    <message>
        <source>Why do you save this file outside of Sotto?</source>
        <translation>¿Por qué guarda este archivo fuera de Sotto?</translation>
    </message>
    <message>
        <source>Why do you save this order outside of Sotto?</source>
        <translation>¿Por qué guarda esta indicación fuera de Sotto?</translation>
    </message>
</context>
<context>
    <name>sotto::ui::WorkingPage</name>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>Un momento</translation>
    </message>
    <message>
        <source>Connecting to your clinic&apos;s server and opening your messages. This takes a few seconds.</source>
        <translation>Conectando con el servidor de su clínica y abriendo sus mensajes. Esto tarda unos segundos.</translation>
    </message>
</context>
<context>
    <name>sotto::ui::WorkstationPage</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>sin definir</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>sí</translation>
    </message>
    <message>
        <source>no</source>
        <translation>no</translation>
    </message>
    <message>
        <source>Fixed: no policy can change it</source>
        <translation>Fijo: ninguna política puede cambiarlo</translation>
    </message>
    <message>
        <source>Set by you, stricter than your clinic&apos;s</source>
        <translation>Definido por usted, más estricto que el de su clínica</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Predeterminado</translation>
    </message>
    <message>
        <source>Set by %1; its value was out of range</source>
        <translation>Definido por %1; su valor estaba fuera de rango</translation>
    </message>
    <message>
        <source>Set by %1</source>
        <translation>Definido por %1</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Política</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Clínica</translation>
    </message>
    <message>
        <source>Workstation</source>
        <translation>Estación de trabajo</translation>
    </message>
    <message>
        <source>Lock and logoff</source>
        <translation>Bloqueo y cierre de sesión</translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation>Inicio de sesión</translation>
    </message>
    <message>
        <source>Emergency access</source>
        <translation>Acceso de emergencia</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Cifrado</translation>
    </message>
    <message>
        <source>Relay</source>
        <translation>Servidor de mensajes</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Avisos</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Roles</translation>
    </message>
    <message>
        <source>Routing</source>
        <translation>Direccionamiento</translation>
    </message>
    <message>
        <source>Activity log</source>
        <translation>Registro de actividad</translation>
    </message>
    <message>
        <source>Keeping and deleting</source>
        <translation>Conservar y borrar</translation>
    </message>
    <message>
        <source>Copying, saving, printing</source>
        <translation>Copiar, guardar, imprimir</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Pacientes</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Consentimiento</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Indicaciones</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportación</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>No setting matches.</source>
        <translation>Ningún ajuste coincide.</translation>
    </message>
    <message>
        <source>Compliance check…</source>
        <translation>Revisión de cumplimiento…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Filter settings</source>
        <translation>Filtrar ajustes</translation>
    </message>
    <message>
        <source>What your administrator set</source>
        <translation>Lo que definió su administrador</translation>
    </message>
    <message>
        <source>Only for you: lock earlier</source>
        <translation>Solo para usted: bloquear antes</translation>
    </message>
    <message>
        <source>There is no policy file: the built-in defaults are in force.</source>
        <translation>No hay archivo de política: rigen los valores incorporados.</translation>
    </message>
    <message>
        <source>A policy without a name is in force.</source>
        <translation>Rige una política sin nombre.</translation>
    </message>
    <message>
        <source>%1 is in force.</source>
        <translation>Rige %1.</translation>
    </message>
    <message>
        <source>Fingerprint of the policy: %1 · last checked %2</source>
        <translation>Huella de la política: %1 · última comprobación: %2</translation>
    </message>
    <message>
        <source>Screenshots do not show this window.</source>
        <translation>Las capturas de pantalla no muestran esta ventana.</translation>
    </message>
    <message>
        <source>Your clinic asks for a block of screenshots; this system has none.</source>
        <translation>Su clínica pide bloquear las capturas de pantalla; este sistema no puede.</translation>
    </message>
    <message>
        <source>Screenshots are not blocked.</source>
        <translation>Las capturas de pantalla no están bloqueadas.</translation>
    </message>
    <message>
        <source>Text can be copied; it is marked as a secret.</source>
        <translation>Se puede copiar texto; se marca como secreto.</translation>
    </message>
    <message>
        <source>Text can be copied after a question for the reason.</source>
        <translation>Se puede copiar texto después de preguntar el motivo.</translation>
    </message>
    <message>
        <source>Copying text is blocked.</source>
        <translation>Copiar texto está bloqueado.</translation>
    </message>
    <message>
        <source>As your clinic set it: %1</source>
        <translation>Como lo definió su clínica: %1</translation>
    </message>
    <message>
        <source>Lock after %1</source>
        <translation>Bloquear después de %1</translation>
    </message>
    <message>
        <source>Your clinic set %1. You can choose less, not more.</source>
        <translation>Su clínica definió %1. Puede elegir menos, no más.</translation>
    </message>
    <message>
        <source>%1 · serves %2</source>
        <translation>%1 · cumple %2</translation>
    </message>
</context>
</TS>
